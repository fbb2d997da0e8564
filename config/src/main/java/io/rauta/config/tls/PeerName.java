package io.rauta.config.tls;

/** One name that a backend's certificate may carry among its subject alternative names. */
public sealed interface PeerName {

  /**
   * A host name.
   *
   * @param name in lower case, perhaps starting with {@code *.}
   */
  record Dns(String name) implements PeerName {}

  /**
   * A URI, such as a SPIFFE id.
   *
   * @param value compared as it is
   */
  record Uri(String value) implements PeerName {}
}
