package io.rauta.app.settings;

import java.util.List;

/** Writes the reference page of all settings, in Markdown. */
public final class SettingsPage {

  private static final String HEAD =
      """
      # Settings

      Every setting has one name in three spellings: a flag (`--drain-timeout 10s`), an environment
      variable (`RAUTA_DRAIN_TIMEOUT=10s`) and a key of the settings file that `--config FILE` or
      `RAUTA_CONFIG` names:

      ```yaml
      drain:
        timeout: 10s
      ```

      A flag beats the environment, the environment beats the file, the file beats the default. An
      unknown flag or key, or a value that is not allowed, stops the start with a message that says
      what is allowed; an unknown `RAUTA_` variable is warned about. An empty variable counts as not
      set. In a list of paths, colons separate those of a variable and blanks those of a flag; in the
      file it is a YAML list.

      This page is generated; `mvn -pl app -am test -Drauta.docs=write` writes it anew.
      """;

  private SettingsPage() {}

  /** The whole page. */
  public static String markdown() {
    StringBuilder page = new StringBuilder(HEAD);
    for (Section section : Section.values()) {
      page.append("\n## ").append(section.title()).append("\n");
      settingsOf(section).forEach(setting -> append(page, setting));
    }
    return page.toString();
  }

  private static List<Setting<?>> settingsOf(Section section) {
    return Catalogue.all().stream().filter(setting -> setting.section() == section).toList();
  }

  private static void append(StringBuilder page, Setting<?> setting) {
    page.append("\n### `").append(setting.key()).append("`\n\n");
    page.append(setting.sentence()).append("\n\n");
    page.append("- flag `").append(setting.flag()).append("`, variable `");
    page.append(setting.variable()).append("`");
    setting.aliases().forEach(alias -> page.append(" or `").append(alias).append("`"));
    page.append("\n- allowed: ").append(setting.format().allowed());
    page.append("\n- default: ").append(setting.defaultText().orElse("none"));
    page.append("\n");
  }
}
