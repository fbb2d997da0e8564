package io.rauta.config.cluster;

/**
 * Names an upstream across configurations: live state (pools, health) is found by it.
 *
 * @param value for example {@code Service/shop/cart:8080}
 */
public record ClusterId(String value) {
  public ClusterId {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a cluster id is empty");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
