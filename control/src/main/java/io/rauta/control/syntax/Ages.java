package io.rauta.control.syntax;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.rauta.control.ObjectKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The order of precedence between objects of a kind: by creation time, then by namespace and name.
 * Objects without a creation time are younger than all others, in the order they were found.
 */
public final class Ages {

  private static final String PLAIN = "0000-00-00T00:00:00Z";

  private Ages() {}

  /**
   * An object with its age.
   *
   * @param created when it was created; the end of time where that is unknown
   * @param found its place among the objects without a creation time, 0 for those with one
   */
  public record Aged<T>(ObjectKey key, T object, Instant created, int found)
      implements Comparable<Aged<?>> {
    @Override
    public int compareTo(Aged<?> other) {
      int order = created.compareTo(other.created);
      if (order == 0) {
        order = Integer.compare(found, other.found);
      }
      return order == 0 ? key.compareTo(other.key) : order;
    }
  }

  public static <T extends HasMetadata> List<Aged<T>> oldestFirst(Map<ObjectKey, T> objects) {
    List<Aged<T>> aged = new ArrayList<>(objects.size());
    for (Map.Entry<ObjectKey, T> entry : objects.entrySet()) {
      Instant created = parse(Given.creationTimestamp(entry.getValue()));
      int found = created.equals(Instant.MAX) ? aged.size() : 0;
      aged.add(new Aged<>(entry.getKey(), entry.getValue(), created, found));
    }
    aged.sort(null);
    return aged;
  }

  private static Instant parse(String timestamp) {
    if (timestamp.isEmpty()) {
      return Instant.MAX;
    }
    try {
      return isPlain(timestamp) ? plain(timestamp) : Instant.parse(timestamp);
    } catch (DateTimeException e) {
      return Instant.MAX;
    }
  }

  /** Whether this is {@code yyyy-MM-ddTHH:mm:ssZ}, as every Kubernetes API server writes it. */
  private static boolean isPlain(String timestamp) {
    if (timestamp.length() != PLAIN.length()) {
      return false;
    }
    for (int i = 0; i < PLAIN.length(); i++) {
      char c = timestamp.charAt(i);
      boolean fits = PLAIN.charAt(i) == '0' ? c >= '0' && c <= '9' : c == PLAIN.charAt(i);
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  /** Reads the plain form without a formatter, which would cost more than the whole sort. */
  private static Instant plain(String timestamp) {
    return LocalDateTime.of(
            number(timestamp, 0, 4),
            number(timestamp, 5, 7),
            number(timestamp, 8, 10),
            number(timestamp, 11, 13),
            number(timestamp, 14, 16),
            number(timestamp, 17, 19))
        .toInstant(ZoneOffset.UTC);
  }

  private static int number(String text, int begin, int end) {
    return Integer.parseInt(text, begin, end, 10);
  }
}
