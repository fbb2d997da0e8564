package io.rauta.config.cluster;

import io.rauta.config.tls.UpstreamTls;

/** What is spoken with an upstream. */
public sealed interface UpstreamProtocol {

  /** Whether HTTP/2 may be spoken. */
  default boolean maySpeakHttp2() {
    return switch (this) {
      case Cleartext(Version version) -> version == Version.HTTP_2;
      case Encrypted(UpstreamTls _, Offer offer) -> offer != Offer.HTTP_1;
    };
  }

  /**
   * Plain text.
   *
   * @param version which version; HTTP/2 is spoken with prior knowledge
   */
  record Cleartext(Version version) implements UpstreamProtocol {

    /** What is spoken unless something else was asked for. */
    public static final UpstreamProtocol HTTP_1 = new Cleartext(Version.HTTP_1);
  }

  /**
   * TLS.
   *
   * @param tls how the backend is met
   * @param offer which versions it may choose from
   */
  record Encrypted(UpstreamTls tls, Offer offer) implements UpstreamProtocol {}

  /** A version of HTTP. */
  enum Version {
    HTTP_1,
    HTTP_2
  }

  /** What is offered by ALPN. */
  enum Offer {
    /** {@code http/1.1}. */
    HTTP_1,
    /** {@code h2}: a backend that does not choose it cannot be asked. */
    HTTP_2,
    /** {@code h2} and {@code http/1.1}; the latter where the backend chooses nothing. */
    EITHER
  }
}
