package io.rauta.app.settings;

import java.util.ArrayList;
import java.util.List;

/** Defines settings of a section, one after the other. Used while a class is loaded. */
final class SettingList {

  private final List<Setting<?>> defined = new ArrayList<>();

  List<Setting<?>> all() {
    return List.copyOf(defined);
  }

  /** A setting with a default. */
  <T> Setting<T> with(Section section, String key, Format<T> format, T byDefault, String sentence) {
    return define(section, key, format, new Setting.Default.Value<>(byDefault), sentence);
  }

  /** A setting with another default where objects come from an API server. */
  <T> Setting<T> with(
      Section section, String key, Format<T> format, T files, T kubernetes, String sentence) {
    return define(
        section, key, format, new Setting.Default.BySource<>(files, kubernetes), sentence);
  }

  /** A setting without a default. */
  <T> Setting<T> without(
      Section section, String key, Format<T> format, String sentence, String... aliases) {
    return define(section, key, format, new Setting.Default.Absent<>(), sentence, aliases);
  }

  /** Any setting. */
  <T> Setting<T> define(
      Section section,
      String key,
      Format<T> format,
      Setting.Default<T> byDefault,
      String sentence,
      String... aliases) {
    Setting<T> setting = new Setting<>(section, key, format, byDefault, sentence, List.of(aliases));
    defined.add(setting);
    return setting;
  }
}
