package io.rauta.config.listener;

import java.util.List;

/**
 * One bound address and port and all that is served there.
 *
 * @param bind where to listen
 * @param port where clients connect, 0 to 65535: that of {@code bind} unless something in front of
 *     this process maps ports; 0 for the port that is bound
 * @param http limits and habits of HTTP on this port
 * @param scopes the Gateway listeners that share the port, all with TLS or all without; the one
 *     with the most specific hostname owns a request and no other is consulted (listener isolation)
 */
public record ListenerConfig(
    BindAddress bind, int port, HttpSettings http, List<HostScope> scopes) {
  public ListenerConfig {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port " + port + " is not between 0 and 65535");
    }
    scopes = List.copyOf(scopes);
    long encrypted = scopes.stream().filter(ListenerConfig::isEncrypted).count();
    if (encrypted != 0 && encrypted != scopes.size()) {
      throw new IllegalArgumentException(
          bind + " is shared by listeners with TLS and listeners without");
    }
  }

  /** A listener whose clients connect to the port that is bound. */
  public ListenerConfig(BindAddress bind, HttpSettings http, List<HostScope> scopes) {
    this(bind, bind.port(), http, scopes);
  }

  /** Whether clients connect to another port than the one that is bound. */
  public boolean isMapped() {
    return port != bind.port();
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
