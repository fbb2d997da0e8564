package io.rauta.config.cluster;

/**
 * Names an upstream across configurations: live state (pools, health) is found by it.
 *
 * @param value for example {@code Service/shop/cart:8080}; behind it {@code /h2} where nothing but
 *     HTTP/2 is spoken, and {@code /as/Secret/shop/us} where a certificate of ours is shown. Who is
 *     met in two of these ways is two upstreams
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
