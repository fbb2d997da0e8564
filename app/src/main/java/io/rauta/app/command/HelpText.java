package io.rauta.app.command;

import io.rauta.app.settings.Section;
import java.util.List;

/** What {@code --help} prints. */
final class HelpText {

  private static final int WIDTH = 100;
  private static final String INDENT = "      ";

  private HelpText() {}

  static String ofProgram() {
    StringBuilder text = new StringBuilder("A Kubernetes Gateway API gateway.\n\n");
    text.append("Usage: rauta COMMAND [FLAG...]\n\n");
    for (Command command : Command.values()) {
      text.append("  %-9s %s%n".formatted(command.word(), command.sentence()));
    }
    text.append("\nrauta COMMAND --help explains a command and its settings.\n");
    text.append(
        "Exit codes: 0 clean, 1 bad input, 2 wrong usage, 3 requests were cut, 70 internal");
    return text.append(" error.\n").toString();
  }

  static String of(Command command) {
    StringBuilder text = new StringBuilder(command.sentence()).append("\n\n");
    for (int i = 0; i < command.synopsis().size(); i++) {
      text.append(i == 0 ? "Usage: " : "       ").append(command.synopsis().get(i)).append('\n');
    }
    text.append('\n');
    List<Flag> flags = Flag.of(command);
    flags.stream()
        .filter(flag -> !(flag instanceof Flag.OfSetting))
        .forEach(flag -> append(text, flag));
    for (Section section : command.sections()) {
      if (flags.stream().anyMatch(flag -> isOf(flag, section))) {
        text.append('\n').append(section.title()).append('\n');
        flags.stream().filter(flag -> isOf(flag, section)).forEach(flag -> append(text, flag));
      }
    }
    return text.toString();
  }

  private static boolean isOf(Flag flag, Section section) {
    return flag instanceof Flag.OfSetting(var setting) && setting.section() == section;
  }

  private static void append(StringBuilder text, Flag flag) {
    text.append("  ").append(flag.name());
    if (!flag.label().isEmpty()) {
      text.append(' ').append(flag.label());
    }
    text.append('\n');
    StringBuilder line = new StringBuilder(INDENT);
    for (String word : flag.sentence().split(" ", -1)) {
      if (line.length() + word.length() > WIDTH) {
        text.append(line.toString().stripTrailing()).append('\n');
        line = new StringBuilder(INDENT);
      }
      line.append(word).append(' ');
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }
}
