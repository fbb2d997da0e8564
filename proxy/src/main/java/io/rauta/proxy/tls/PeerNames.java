package io.rauta.proxy.tls;

import io.rauta.config.tls.PeerName;
import io.rauta.config.tls.UpstreamTls;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * Which names the certificate of a backend may carry; one of them is enough (RFC 9525 section 6).
 * Only subject alternative names count, each against names of its own kind.
 */
record PeerNames(List<PeerName> wanted) {

  private static final int DNS = 2;
  private static final int URI = 6;
  private static final String ANY_LABEL = "*.";

  /** The names that {@code tls} lists, or else the name that is asked for. */
  static PeerNames of(UpstreamTls tls) {
    return new PeerNames(
        tls.names().isEmpty()
            ? List.of(new PeerName.Dns(tls.serverName().toLowerCase(Locale.ROOT)))
            : tls.names());
  }

  /**
   * Fails where {@code certificate} carries none of the names.
   *
   * @throws CertificateException then, and where its names cannot be read
   */
  void check(X509Certificate certificate) throws CertificateException {
    Collection<List<?>> carried = certificate.getSubjectAlternativeNames();
    if (carried != null) {
      for (List<?> name : carried) {
        if (isWanted((Integer) name.get(0), name.get(1))) {
          return;
        }
      }
    }
    throw new CertificateException("the certificate carries none of the names " + wanted);
  }

  private boolean isWanted(int kind, Object carried) {
    if (!(carried instanceof String text)) {
      return false;
    }
    return wanted.stream()
        .anyMatch(
            name ->
                switch (name) {
                  case PeerName.Dns(String host) -> kind == DNS && isFor(text, host);
                  case PeerName.Uri(String value) -> kind == URI && value.equals(text);
                });
  }

  /**
   * Whether {@code carried} is {@code host}, or has an asterisk for its first label. A wildcard
   * that is wanted is met by the same wildcard and by hosts that it covers.
   */
  private static boolean isFor(String carried, String host) {
    String name = carried.toLowerCase(Locale.ROOT);
    return name.equals(host) || covers(name, host) || covers(host, name);
  }

  private static boolean covers(String wildcard, String host) {
    int dot = host.indexOf('.');
    return wildcard.startsWith(ANY_LABEL)
        && dot > 0
        && !host.startsWith(ANY_LABEL)
        && wildcard.indexOf('.', ANY_LABEL.length()) > 0
        && host.substring(dot).equals(wildcard.substring(1));
  }
}
