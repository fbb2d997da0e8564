package io.rauta.sources.cel;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;

/** Durations as the Go language writes them: {@code 1h30m}, {@code -1.5s}, {@code 0}. */
final class CelDurations {

  private static final Map<String, Long> NANOS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "\u00b5s", 1_000L,
          "\u03bcs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);

  /** The two kinds of parts, by turns. */
  private enum Run {
    NUMBER,
    UNIT;

    static Run of(char c) {
      return c == '.' || (c >= '0' && c <= '9') ? NUMBER : UNIT;
    }
  }

  private CelDurations() {}

  static Duration parse(String text) {
    int at = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    if (text.length() == at) {
      throw invalid(text);
    }
    BigDecimal nanos = BigDecimal.ZERO;
    if (!text.substring(at).equals("0")) {
      while (at < text.length()) {
        int unit = end(text, at, Run.NUMBER);
        int end = end(text, unit, Run.UNIT);
        nanos = nanos.add(part(text, at, unit, end));
        at = end;
      }
    }
    try {
      long whole = nanos.setScale(0, RoundingMode.DOWN).longValueExact();
      return Duration.ofNanos(text.startsWith("-") ? -whole : whole);
    } catch (ArithmeticException e) {
      throw invalid(text);
    }
  }

  private static BigDecimal part(String text, int begin, int unit, int end) {
    Long nanos = NANOS.get(text.substring(unit, end));
    if (nanos == null) {
      throw invalid(text);
    }
    try {
      return new BigDecimal(text.substring(begin, unit)).multiply(BigDecimal.valueOf(nanos));
    } catch (NumberFormatException e) {
      throw invalid(text);
    }
  }

  private static int end(String text, int begin, Run run) {
    int at = begin;
    while (at < text.length() && Run.of(text.charAt(at)) == run) {
      at++;
    }
    return at;
  }

  private static CelFailure invalid(String text) {
    return new CelFailure("invalid duration " + text);
  }
}
