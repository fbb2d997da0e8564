package io.rauta.control.syntax;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.rauta.control.ObjectKey;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The order of precedence between objects of a kind: by creation time, then by namespace and name.
 * Objects without a creation time are younger than all others, in the order they were found.
 */
public final class Ages {

  private static final Comparator<Aged<?>> OLDEST_FIRST =
      Comparator.<Aged<?>, Instant>comparing(Aged::created)
          .thenComparingInt(Aged::found)
          .thenComparing(Aged::key);

  private Ages() {}

  /**
   * An object with its age.
   *
   * @param created when it was created; the end of time where that is unknown
   * @param found its place among the objects without a creation time, 0 for those with one
   */
  public record Aged<T>(ObjectKey key, T object, Instant created, int found) {}

  public static <T extends HasMetadata> List<Aged<T>> oldestFirst(Map<ObjectKey, T> objects) {
    List<Aged<T>> aged = new ArrayList<>(objects.size());
    for (Map.Entry<ObjectKey, T> entry : objects.entrySet()) {
      Instant created = parse(Given.creationTimestamp(entry.getValue()));
      int found = created.equals(Instant.MAX) ? aged.size() : 0;
      aged.add(new Aged<>(entry.getKey(), entry.getValue(), created, found));
    }
    aged.sort(OLDEST_FIRST);
    return aged;
  }

  private static Instant parse(String timestamp) {
    if (timestamp.isEmpty()) {
      return Instant.MAX;
    }
    try {
      return Instant.parse(timestamp);
    } catch (DateTimeParseException e) {
      return Instant.MAX;
    }
  }
}
