package io.rauta.app.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that was probably meant. */
public final class NearestName {

  private NearestName() {}

  /**
   * The one of {@code names} that differs least from {@code typed}; empty when all differ in more
   * than a third of its characters.
   */
  public static Optional<String> of(String typed, Collection<String> names) {
    int most = Math.max(2, typed.length() / 3);
    return names.stream()
        .filter(name -> distance(typed, name) <= most)
        .min(Comparator.comparingInt(name -> distance(typed, name)));
  }

  /** Text to append to a message about {@code typed}: the suggestion, or nothing. */
  public static String suggestion(String typed, Collection<String> names) {
    return of(typed, names).map(name -> "; did you mean " + name + "?").orElse("");
  }

  /** Levenshtein distance, one row of the table at a time. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
