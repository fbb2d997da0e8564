package io.rauta.config.filter;

/** Which origins are meant. Names are in lower case. */
public sealed interface OriginPattern {

  /** Every origin, also one that does not say where it comes from. */
  record Any() implements OriginPattern {}

  /**
   * Every origin of a scheme and port.
   *
   * @param scheme {@code http} or {@code https}
   * @param port 1 to 65535
   */
  record AnyHost(String scheme, int port) implements OriginPattern {}

  /**
   * Every origin below a domain, at any depth, but not the domain itself.
   *
   * @param scheme {@code http} or {@code https}
   * @param suffix with its leading dot
   * @param port 1 to 65535
   */
  record Below(String scheme, String suffix, int port) implements OriginPattern {}

  /**
   * One origin.
   *
   * @param scheme {@code http} or {@code https}
   * @param host its name or address
   * @param port 1 to 65535
   */
  record Exact(String scheme, String host, int port) implements OriginPattern {}
}
