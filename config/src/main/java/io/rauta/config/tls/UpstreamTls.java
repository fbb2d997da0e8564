package io.rauta.config.tls;

import java.util.List;
import java.util.Optional;

/**
 * How a backend is met over TLS. It is never asked in plain text instead.
 *
 * @param serverName what is sent as SNI, and what its certificate must be valid for where {@code
 *     names} is empty
 * @param names where there are any, its certificate must carry one of them instead
 * @param anchors whose certificates are believed
 * @param identity the certificate that is shown where the backend asks for one
 */
public record UpstreamTls(
    String serverName, List<PeerName> names, TrustAnchors anchors, Optional<TlsIdentity> identity) {
  public UpstreamTls {
    names = List.copyOf(names);
    if (serverName.isEmpty()) {
      throw new IllegalArgumentException("serverName is empty");
    }
  }
}
