package io.rauta.app.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Whether text has colours. */
public enum Colour {
  /** On a terminal that can show them, unless {@code NO_COLOR} is set (no-color.org). */
  AUTO,
  ALWAYS,
  NEVER;

  private static final Path STANDARD_OUTPUT = Path.of("/proc/self/fd/1");

  /**
   * The style of text on standard output.
   *
   * @param environment all variables
   */
  public Style style(Map<String, String> environment) {
    return switch (this) {
      case ALWAYS -> Style.COLOURED;
      case NEVER -> Style.PLAIN;
      case AUTO ->
          environment.getOrDefault("NO_COLOR", "").isEmpty()
                  && !environment.getOrDefault("TERM", "dumb").equals("dumb")
                  && isTerminal()
              ? Style.COLOURED
              : Style.PLAIN;
    };
  }

  private static boolean isTerminal() {
    try {
      String device = Files.readSymbolicLink(STANDARD_OUTPUT).toString();
      return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
    } catch (IOException e) {
      return false;
    }
  }
}
