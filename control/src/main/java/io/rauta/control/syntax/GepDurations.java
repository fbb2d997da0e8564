package io.rauta.control.syntax;

import java.time.Duration;
import java.util.Optional;

/**
 * Durations of the Gateway API (GEP-2257): one to four numbers of at most five digits, each with a
 * unit of h, m, s or ms; units may repeat and add up.
 */
public final class GepDurations {

  public static final String EXPECTED = "a duration such as \"500ms\", \"10s\" or \"1m30s\"";

  private static final int MAX_PARTS = 4;
  private static final int MAX_DIGITS = 5;

  private GepDurations() {}

  /** Reads a duration; empty if it is not one. */
  public static Optional<Duration> parse(String text) {
    long millis = 0;
    int parts = 0;
    int at = 0;
    while (at < text.length()) {
      int begin = at;
      long number = 0;
      while (at < text.length() && isDigit(text.charAt(at)) && at - begin < MAX_DIGITS) {
        number = number * 10 + (text.charAt(at) - '0');
        at++;
      }
      long unit = unitMillis(text, at);
      if (at == begin || unit == 0 || ++parts > MAX_PARTS) {
        return Optional.empty();
      }
      millis += number * unit;
      at += unit == 1 ? 2 : 1;
    }
    return parts == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static long unitMillis(String text, int at) {
    if (text.startsWith("ms", at)) {
      return 1;
    }
    return switch (at < text.length() ? text.charAt(at) : ' ') {
      case 'h' -> 3_600_000;
      case 'm' -> 60_000;
      case 's' -> 1_000;
      default -> 0;
    };
  }
}
