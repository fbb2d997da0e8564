package io.rauta.control;

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

  @Override
  public String toString() {
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }
}
