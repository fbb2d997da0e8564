package io.rauta.control;

import org.jspecify.annotations.Nullable;

/**
 * Names an API object within its kind. The order is that of the text {@code namespace/name}, by
 * which the Gateway API settles precedence between objects of the same age.
 *
 * @param namespace empty for kinds without one
 * @param name its name
 */
public record ObjectKey(String namespace, String name) implements Comparable<ObjectKey> {

  @Override
  public int compareTo(ObjectKey other) {
    return namespace.equals(other.namespace)
        ? name.compareTo(other.name)
        : toString().compareTo(other.toString());
  }

  /** Written out, as is {@link #equals}: what a record has by itself is slow until compiled. */
  @Override
  public int hashCode() {
    return 31 * namespace.hashCode() + name.hashCode();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ObjectKey key
        && name.equals(key.name)
        && namespace.equals(key.namespace);
  }

  @Override
  public String toString() {
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }
}
