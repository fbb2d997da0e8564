package io.rauta.config.tls;

/** What a listener asks of its clients. */
public sealed interface ClientCertificates {

  /** Nothing. */
  record NotAsked() implements ClientCertificates {}

  /**
   * A certificate, without which the handshake fails.
   *
   * @param issuers whose certificates are taken
   */
  record Required(TrustAnchors issuers) implements ClientCertificates {}

  /**
   * A certificate; one that is missing or not believed is let pass.
   *
   * @param issuers whose certificates are believed
   */
  record Wished(TrustAnchors issuers) implements ClientCertificates {}
}
