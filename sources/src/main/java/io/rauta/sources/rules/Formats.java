package io.rauta.sources.rules;

import com.google.re2j.Pattern;
import io.rauta.control.syntax.IpLiterals;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** Forms of text that a pattern could not say. Stateless. */
final class Formats {

  /** RFC 3339, of which ISO 8601 allows more. */
  private static final TextPattern TIME =
      new TextPattern("^[0-9-]{10}T[0-9:]{8}([.][0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$");

  /** An API server reads over them, although some programs take such a number for octal. */
  private static final Pattern LEADING_ZEROS = Pattern.compile("(^|[.])0+([0-9])");

  private Formats() {}

  static boolean has(String text, Schema.Format format) {
    return switch (format) {
      case IPV4 -> IpLiterals.isV4(LEADING_ZEROS.matcher(text).replaceAll("$1$2"));
      case IPV6 -> text.indexOf(':') >= 0 && IpLiterals.parse(text).isPresent();
      case DATE_TIME -> TIME.isIn(text) && isTime(text);
    };
  }

  private static boolean isTime(String text) {
    try {
      OffsetDateTime.parse(text);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
