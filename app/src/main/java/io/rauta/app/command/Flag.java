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

    @Override
    public boolean isRepeated() {
      return false;
    }
  }

  /** Whether it may be given more than once. */
  boolean isRepeated();

  /**
   * What is no setting.
   *
   * @param name with its dashes
   * @param label what stands for its value; empty where it takes none
   * @param sentence what it is for
   */
  record Other(String name, String label, String sentence) implements Flag {
    @Override
    public boolean isRepeated() {
      return false;
    }
  }

  /**
   * What is no setting and may be given more than once.
   *
   * @param name with its dashes
   * @param label what stands for its value
   * @param sentence what it is for
   */
  record Repeated(String name, String label, String sentence) implements Flag {
    @Override
    public boolean isRepeated() {
      return true;
    }
  }

  Flag HELP = new Other("--help", "", "Prints this text.");

  Flag CONFIG =
      new Other(
          SettingsReader.CONFIG_FLAG,
          "FILE",
          "Settings file, as docs/reference/settings.md describes it.");

  Flag PORT =
      new Other(
          "--port", "N", "Port of the gateway. (default: 8080, or a free one if that is taken)");

  Flag FORMAT =
      new Other(
          "--format",
          "FORMAT",
          "How the result is written: text (default) or json, and by check also sarif (2.1.0).");

  Flag COLOR =
      new Other(
          "--color",
          "WHEN",
          "Whether text has colours: auto (default; on a terminal, unless NO_COLOR is set), always"
              + " or never.");

  Flag STRICT = new Other("--strict", "", "Warnings end with exit code 1, too.");

  Flag CONDITIONS =
      new Other(
          "--conditions", "", "Shows all conditions of all objects, not only those that fail.");

  Flag HEADER =
      new Repeated(
          "--header", "HEADER", "A header of the request, as in -H 'x-user: ann'. Also -H.");

  /** All that {@code command} takes, in the order of help texts. */
  static List<Flag> of(Command command) {
    List<Flag> flags = new ArrayList<>();
    flags.add(HELP);
    if (command == Command.DEMO) {
      flags.add(PORT);
    }
    if (command == Command.EXPLAIN) {
      flags.add(HEADER);
    }
    if (command == Command.CHECK || command == Command.EXPLAIN) {
      flags.add(FORMAT);
      flags.add(COLOR);
    }
    if (command == Command.CHECK) {
      flags.add(STRICT);
      flags.add(CONDITIONS);
    }
    if (!command.sections().isEmpty()) {
      flags.add(CONFIG);
    }
    Catalogue.all().stream().filter(command::takes).map(OfSetting::new).forEach(flags::add);
    return flags;
  }
}
