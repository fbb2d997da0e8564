package io.rauta.control;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Names an API object of any kind.
 *
 * @param kind for example {@code HTTPRoute}
 * @param key its namespace and name
 */
public record ObjectRef(String kind, ObjectKey key) implements Comparable<ObjectRef> {

  private static final Comparator<ObjectRef> ORDER =
      Comparator.comparing(ObjectRef::kind).thenComparing(ObjectRef::key);

  @Override
  public int compareTo(ObjectRef other) {
    return ORDER.compare(this, other);
  }

  /** Written out, as is {@link #equals}: what a record has by itself is slow until compiled. */
  @Override
  public int hashCode() {
    return 31 * kind.hashCode() + key.hashCode();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ObjectRef ref && key.equals(ref.key) && kind.equals(ref.kind);
  }

  @Override
  public String toString() {
    return kind + " " + key;
  }
}
