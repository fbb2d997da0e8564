package io.rauta.config.tls;

import java.time.Duration;
import java.util.List;

/**
 * How TLS is spoken with clients, whatever the hostname.
 *
 * @param oldest the oldest version that is taken
 * @param ciphers names of the cipher suites of TLS 1.2 in order of preference, as OpenSSL has them;
 *     those of TLS 1.3 are always on
 * @param curves names of the groups for the key exchange in order of preference
 * @param handshakeTimeout until a handshake is complete, in all; the connection is closed beyond
 * @param handshakes how many may be under way at once in the process; the connection is closed
 *     beyond
 * @param ticketLifetime how long a session may be resumed at most; the keys of tickets change twice
 *     in that time
 */
public record TlsSettings(
    Version oldest,
    List<String> ciphers,
    List<String> curves,
    Duration handshakeTimeout,
    int handshakes,
    Duration ticketLifetime) {

  public static final TlsSettings DEFAULT =
      new TlsSettings(
          Version.TLS_1_2,
          List.of(
              "ECDHE-ECDSA-AES128-GCM-SHA256",
              "ECDHE-RSA-AES128-GCM-SHA256",
              "ECDHE-ECDSA-AES256-GCM-SHA384",
              "ECDHE-RSA-AES256-GCM-SHA384",
              "ECDHE-ECDSA-CHACHA20-POLY1305",
              "ECDHE-RSA-CHACHA20-POLY1305"),
          List.of("X25519", "P-256", "P-384"),
          Duration.ofSeconds(10),
          10_000,
          Duration.ofHours(12));

  public TlsSettings {
    ciphers = List.copyOf(ciphers);
    curves = List.copyOf(curves);
    if (!handshakeTimeout.isPositive()) {
      throw new IllegalArgumentException(
          "handshakeTimeout " + handshakeTimeout + " is not positive");
    }
    if (!ticketLifetime.isPositive()) {
      throw new IllegalArgumentException("ticketLifetime " + ticketLifetime + " is not positive");
    }
    if (handshakes < 1) {
      throw new IllegalArgumentException("handshakes " + handshakes + " is not positive");
    }
  }

  /** Versions of the protocol that are safe. */
  public enum Version {
    TLS_1_2,
    TLS_1_3
  }
}
