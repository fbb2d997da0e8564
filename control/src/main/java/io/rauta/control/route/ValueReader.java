package io.rauta.control.route;

import io.rauta.config.route.ValueMatch;
import io.rauta.control.Problem;
import io.rauta.control.syntax.Given;
import io.rauta.control.syntax.Patterns;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a value of a request has to be. */
final class ValueReader {

  static final String TYPES = "Exact, RegularExpression";

  private final Patterns patterns;

  ValueReader(Patterns patterns) {
    this.patterns = patterns;
  }

  /**
   * Reads a type with its value.
   *
   * @param field where both stand
   * @param problems takes what is wrong
   */
  ValueMatch read(
      @Nullable String type, @Nullable String value, String field, List<Problem> problems) {
    if (value == null) {
      problems.add(new Problem.Missing(field + ".value", "what the value has to be"));
      return new ValueMatch.Exact("");
    }
    switch (Given.text(type, "Exact")) {
      case "Exact" -> {
        return new ValueMatch.Exact(value);
      }
      case "RegularExpression" -> {
        pattern(value, field + ".value", problems);
        return new ValueMatch.Regex(value);
      }
      default -> {
        problems.add(new Problem.Unknown(field + ".type", Given.text(type), TYPES));
        return new ValueMatch.Exact(value);
      }
    }
  }

  /** Checks a pattern that stands in {@code field}. */
  void pattern(String pattern, String field, List<Problem> problems) {
    patterns
        .expectedInsteadOf(pattern)
        .ifPresent(expected -> problems.add(new Problem.Malformed(field, pattern, expected)));
  }
}
