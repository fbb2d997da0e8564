package io.rauta.config.listener;

import java.util.List;

/**
 * One bound address and port and all that is served there.
 *
 * @param bind where to listen
 * @param http limits and habits of HTTP on this port
 * @param scopes the Gateway listeners that share the port, all with TLS or all without; the one
 *     with the most specific hostname owns a request and no other is consulted (listener isolation)
 */
public record ListenerConfig(BindAddress bind, HttpSettings http, List<HostScope> scopes) {
  public ListenerConfig {
    scopes = List.copyOf(scopes);
    long encrypted = scopes.stream().filter(ListenerConfig::isEncrypted).count();
    if (encrypted != 0 && encrypted != scopes.size()) {
      throw new IllegalArgumentException(
          bind + " is shared by listeners with TLS and listeners without");
    }
  }

  /** Whether connections begin with a TLS handshake. */
  public boolean isEncrypted() {
    return !scopes.isEmpty() && isEncrypted(scopes.get(0));
  }

  private static boolean isEncrypted(HostScope scope) {
    return switch (scope.security()) {
      case Security.Cleartext() -> false;
      case Security.Encrypted(var _) -> true;
    };
  }
}
