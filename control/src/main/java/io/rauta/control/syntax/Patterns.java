package io.rauta.control.syntax;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Judges the regular expressions of users: RE2 syntax, at most 1 KiB, and a program that stays
 * small. Each pattern is judged once.
 *
 * <p>RE2/J unrolls counted repetitions, so nested ones can ask for any amount of memory before it
 * says how large the program is. A bound is therefore taken from the text first: no program is
 * larger than the length of the pattern times its largest repetition of a single thing times the
 * product of its repetitions of groups.
 */
public final class Patterns {

  private static final int MAX_BYTES = 1024;
  private static final int MAX_PROGRAM = 10_000;
  private static final long MAX_BOUND = 500_000;

  private final Map<String, Optional<String>> judged = new HashMap<>();

  /** What a pattern has to be instead; empty if it is fine. */
  public Optional<String> expectedInsteadOf(String pattern) {
    return judged.computeIfAbsent(pattern, Patterns::judge);
  }

  private static Optional<String> judge(String pattern) {
    if (pattern.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      return Optional.of("a pattern of at most " + MAX_BYTES + " bytes");
    }
    if (bound(pattern) > MAX_BOUND) {
      return Optional.of("a pattern with few enough counted repetitions");
    }
    try {
      return Pattern.compile(pattern).programSize() > MAX_PROGRAM
          ? Optional.of("a pattern with few enough counted repetitions")
          : Optional.empty();
    } catch (PatternSyntaxException e) {
      return Optional.of("an RE2 pattern (" + e.getDescription() + ")");
    }
  }

  private static long bound(String pattern) {
    long single = 1;
    long groups = 1;
    int open = pattern.indexOf('{');
    while (open >= 0) {
      long count = largestCount(pattern, open + 1);
      if (open > 0 && endsGroup(pattern.charAt(open - 1))) {
        groups = Math.min(groups * count, MAX_BOUND + 1);
      } else {
        single = Math.max(single, count);
      }
      open = pattern.indexOf('{', open + 1);
    }
    return pattern.length() * single * groups;
  }

  /** Whether a repetition behind {@code c} may be one of a group: {@code \\Q\\E} is invisible. */
  private static boolean endsGroup(char c) {
    return c == ')' || c == 'E';
  }

  /** The largest number between {@code from} and the next character that is no digit or comma. */
  private static long largestCount(String pattern, int from) {
    long largest = 1;
    long number = 0;
    for (int i = from; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c >= '0' && c <= '9') {
        number = Math.min(number * 10 + (c - '0'), MAX_BOUND);
        largest = Math.max(largest, number);
      } else if (c == ',') {
        number = 0;
      } else {
        break;
      }
    }
    return largest;
  }
}
