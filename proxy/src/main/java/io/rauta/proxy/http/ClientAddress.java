package io.rauta.proxy.http;

import io.rauta.config.route.HostPattern;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where a request comes from.
 *
 * @param ip the client's address as an ASCII literal; not to be changed
 * @param port the port that the client connected to
 * @param scope the hostname under which the client was met over TLS; empty for plain text
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity only, one for each connection
public record ClientAddress(byte[] ip, int port, Optional<HostPattern> scope) {

  private static final byte[] HTTP = "http".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HTTPS = "https".getBytes(StandardCharsets.US_ASCII);

  /** The same client, met over TLS under {@code hostname}. */
  public ClientAddress over(HostPattern hostname) {
    return new ClientAddress(ip, port, Optional.of(hostname));
  }

  /** {@code http} or {@code https} in ASCII; not to be changed. */
  public byte[] scheme() {
    return scope.isPresent() ? HTTPS : HTTP;
  }

  /**
   * Whether the client may ask for hosts of {@code owner} over its connection: over TLS only for
   * those under which it was met, since other certificates, and other demands on clients, belong to
   * others.
   */
  public boolean mayAskFor(HostPattern owner) {
    return scope.isEmpty() || scope.get().equals(owner);
  }
}
