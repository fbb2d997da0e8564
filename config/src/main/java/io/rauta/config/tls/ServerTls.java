package io.rauta.config.tls;

import java.util.List;

/**
 * How clients are met over TLS under one hostname.
 *
 * @param settings how it is spoken, whatever the hostname
 * @param identities certificates to choose from, by what a client can verify; one or more, at most
 *     one of each kind of key is of use
 * @param clients what is asked of clients
 */
public record ServerTls(
    TlsSettings settings, List<TlsIdentity> identities, ClientCertificates clients) {
  public ServerTls {
    identities = List.copyOf(identities);
    if (identities.isEmpty()) {
      throw new IllegalArgumentException("there is no certificate");
    }
  }
}
