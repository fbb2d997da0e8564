package io.rauta.app.settings;

import io.rauta.app.settings.choice.Switch;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The one definition of something that can be set; flag, variable, file key, help and reference
 * page follow from it. Two definitions are never equal.
 *
 * @param <T> what its value is
 */
public final class Setting<T> {

  private final Section section;
  private final String key;
  private final Format<T> format;
  private final Default<T> byDefault;
  private final String sentence;
  private final List<String> aliases;

  Setting(
      Section section,
      String key,
      Format<T> format,
      Default<T> byDefault,
      String sentence,
      List<String> aliases) {
    this.section = section;
    this.key = key;
    this.format = format;
    this.byDefault = byDefault;
    this.sentence = sentence;
    this.aliases = aliases;
  }

  /** What holds where nothing is set. */
  sealed interface Default<T> {

    /** A fixed value. */
    record Value<T>(T value) implements Default<T> {}

    /**
     * A value that is found out at the start.
     *
     * @param description what stands in help texts
     */
    record Computed<T>(Supplier<T> value, String description) implements Default<T> {}

    /**
     * A value that depends on where objects come from.
     *
     * @param files where they come from files
     * @param kubernetes where they come from an API server
     */
    record BySource<T>(T files, T kubernetes) implements Default<T> {}

    /** Nothing. */
    record Absent<T>() implements Default<T> {}
  }

  /** Where it stands in help texts. */
  public Section section() {
    return section;
  }

  /** Its key in a settings file, for example {@code drain.timeout}. */
  public String key() {
    return key;
  }

  /** Its flag, for example {@code --drain-timeout}. */
  public String flag() {
    return "--" + key.replace('.', '-');
  }

  /** Its environment variable, for example {@code RAUTA_DRAIN_TIMEOUT}. */
  public String variable() {
    return "RAUTA_" + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /** Further environment variables that are read when the first is not set. */
  public List<String> aliases() {
    return aliases;
  }

  /** How its values are written. */
  public Format<T> format() {
    return format;
  }

  /** What it is for, in one sentence. */
  public String sentence() {
    return sentence;
  }

  /** The default as help texts show it; empty where there is none. */
  public Optional<String> defaultText() {
    return switch (byDefault) {
      case Default.Value<T>(T value) -> Optional.of(format.print(value));
      case Default.Computed<T> computed -> Optional.of(computed.description());
      case Default.BySource<T>(T files, T kubernetes) ->
          Optional.of(format.print(files) + ", in Kubernetes " + format.print(kubernetes));
      case Default.Absent<T> _ -> Optional.empty();
    };
  }

  /** The default where {@code kubernetes} says whether objects come from an API server. */
  Optional<T> defaultValue(Supplier<Switch> kubernetes) {
    return switch (byDefault) {
      case Default.Value<T>(T value) -> Optional.of(value);
      case Default.Computed<T> computed -> Optional.of(computed.value().get());
      case Default.BySource<T>(T files, T cluster) ->
          Optional.of(
              switch (kubernetes.get()) {
                case ON -> cluster;
                case OFF -> files;
              });
      case Default.Absent<T> _ -> Optional.empty();
    };
  }

  @Override
  public String toString() {
    return key;
  }
}
