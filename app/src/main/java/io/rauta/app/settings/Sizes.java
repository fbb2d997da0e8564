package io.rauta.app.settings;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers of bytes as people write them: a number alone or with {@code B}, {@code KiB}, {@code MiB}
 * or {@code GiB}.
 */
final class Sizes {

  private static final Pattern GRAMMAR = Pattern.compile("(\\d{1,12})(B|KiB|MiB|GiB)?");

  private Sizes() {}

  static Optional<Long> parse(String text) {
    Matcher parts = GRAMMAR.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(parts.group(1));
    String unit = parts.group(2) == null ? "B" : parts.group(2);
    return Optional.of(
        switch (unit) {
          case "KiB" -> number << 10;
          case "MiB" -> number << 20;
          case "GiB" -> number << 30;
          default -> number;
        });
  }

  static String print(long bytes) {
    if (bytes != 0 && bytes % (1L << 30) == 0) {
      return (bytes >> 30) + "GiB";
    }
    if (bytes != 0 && bytes % (1L << 20) == 0) {
      return (bytes >> 20) + "MiB";
    }
    if (bytes != 0 && bytes % (1L << 10) == 0) {
      return (bytes >> 10) + "KiB";
    }
    return bytes + "B";
  }
}
