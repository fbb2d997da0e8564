package io.rauta.config.listener;

import io.rauta.config.tls.ServerTls;

/** How the connections of a listener are protected. */
public sealed interface Security {

  /** Not at all. */
  record Cleartext() implements Security {}

  /**
   * By TLS.
   *
   * @param tls certificates, and what is asked of clients
   */
  record Encrypted(ServerTls tls) implements Security {}
}
