package io.rauta.app.settings;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Durations as people write them: numbers with the units {@code h}, {@code m}, {@code s} and {@code
 * ms}, each at most once and in this order, as in {@code 1h30m} or {@code 500ms}.
 */
final class Durations {

  private static final Pattern GRAMMAR =
      Pattern.compile("(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");

  private Durations() {}

  static Optional<Duration> parse(String text) {
    Matcher parts = GRAMMAR.matcher(text);
    if (text.isEmpty() || !parts.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        Duration.ofHours(number(parts.group(1)))
            .plusMinutes(number(parts.group(2)))
            .plusSeconds(number(parts.group(3)))
            .plusMillis(number(parts.group(4))));
  }

  static String print(Duration value) {
    if (value.isZero()) {
      return "0s";
    }
    StringBuilder text = new StringBuilder();
    append(text, value.toHours(), "h");
    append(text, value.toMinutesPart(), "m");
    append(text, value.toSecondsPart(), "s");
    append(text, value.toMillisPart(), "ms");
    return text.toString();
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  private static void append(StringBuilder text, long number, String unit) {
    if (number != 0) {
      text.append(number).append(unit);
    }
  }
}
