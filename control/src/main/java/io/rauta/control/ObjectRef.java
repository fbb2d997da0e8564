package io.rauta.control;

import java.util.Comparator;

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

  @Override
  public String toString() {
    return kind + " " + key;
  }
}
