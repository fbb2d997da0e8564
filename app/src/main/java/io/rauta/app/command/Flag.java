package io.rauta.app.command;

import io.rauta.app.settings.Catalogue;
import io.rauta.app.settings.Setting;
import io.rauta.app.settings.SettingsReader;
import java.util.ArrayList;
import java.util.List;

/** Something that a command takes behind two dashes. */
sealed interface Flag {

  /** With its dashes. */
  String name();

  /** What stands for its value in help texts; empty where it takes none. */
  String label();

  /** What it is for, in one sentence. */
  String sentence();

  /**
   * A setting.
   *
   * @param setting which
   */
  record OfSetting(Setting<?> setting) implements Flag {
    @Override
    public String name() {
      return setting.flag();
    }

    @Override
    public String label() {
      return setting.format().label() + (setting.format().isList() ? "..." : "");
    }

    @Override
    public String sentence() {
      return setting
          .defaultText()
          .map(text -> setting.sentence() + " (default: " + text + ")")
          .orElse(setting.sentence());
    }
  }

  /**
   * What is no setting.
   *
   * @param name with its dashes
   * @param label what stands for its value; empty where it takes none
   * @param sentence what it is for
   */
  record Other(String name, String label, String sentence) implements Flag {}

  Flag HELP = new Other("--help", "", "Prints this text.");

  Flag CONFIG =
      new Other(
          SettingsReader.CONFIG_FLAG,
          "FILE",
          "Settings file, as docs/reference/settings.md describes it.");

  Flag PORT =
      new Other(
          "--port", "N", "Port of the gateway. (default: 8080, or a free one if that is taken)");

  /** All that {@code command} takes, in the order of help texts. */
  static List<Flag> of(Command command) {
    List<Flag> flags = new ArrayList<>();
    flags.add(HELP);
    if (command == Command.DEMO) {
      flags.add(PORT);
    }
    if (!command.sections().isEmpty()) {
      flags.add(CONFIG);
    }
    Catalogue.all().stream()
        .filter(setting -> command.sections().contains(setting.section()))
        .map(OfSetting::new)
        .forEach(flags::add);
    return flags;
  }
}
