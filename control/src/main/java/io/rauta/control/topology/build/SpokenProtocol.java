package io.rauta.control.topology.build;

import io.rauta.config.cluster.UpstreamProtocol;
import io.rauta.config.cluster.UpstreamProtocol.Offer;
import io.rauta.config.cluster.UpstreamProtocol.Version;
import io.rauta.config.tls.UpstreamTls;
import io.rauta.control.syntax.AppProtocols;
import io.rauta.control.topology.RouteKind;
import java.util.List;
import java.util.Optional;

/**
 * What is spoken with a backend (GEP-1911): HTTP/2 for calls, and where the backend says so; else
 * HTTP/1.1, over TLS also HTTP/2 if the backend chooses it. WebSocket is carried by HTTP/1.1 where
 * the backend says that it speaks it.
 */
final class SpokenProtocol {

  private SpokenProtocol() {}

  /**
   * The protocol; empty if nothing fits.
   *
   * @param appProtocols what the backend says that it speaks
   * @param kind of the route that leads to it
   * @param tls how it is met over TLS; empty for plain text
   */
  static Optional<UpstreamProtocol> of(
      List<String> appProtocols, RouteKind kind, Optional<UpstreamTls> tls) {
    boolean http2 = appProtocols.stream().anyMatch(AppProtocols::isHttp2);
    boolean webSocket = !http2 && appProtocols.stream().anyMatch(AppProtocols::isWebSocket);
    boolean onlyEncrypted = appProtocols.stream().anyMatch(AppProtocols::needsTls);
    if (onlyEncrypted && tls.isEmpty()) {
      return Optional.empty();
    }
    return switch (kind) {
      case HTTP_ROUTE ->
          Optional.of(
              protocol(tls, http2 ? Offer.HTTP_2 : webSocket ? Offer.HTTP_1 : Offer.EITHER));
      case GRPC_ROUTE -> webSocket ? Optional.empty() : Optional.of(protocol(tls, Offer.HTTP_2));
    };
  }

  private static UpstreamProtocol protocol(Optional<UpstreamTls> tls, Offer offer) {
    return tls.<UpstreamProtocol>map(how -> new UpstreamProtocol.Encrypted(how, offer))
        .orElseGet(() -> new UpstreamProtocol.Cleartext(plain(offer)));
  }

  private static Version plain(Offer offer) {
    return switch (offer) {
      case HTTP_1, EITHER -> Version.HTTP_1;
      case HTTP_2 -> Version.HTTP_2;
    };
  }

  /** Whether no other version than HTTP/2 is spoken. */
  static boolean isHttp2(UpstreamProtocol protocol) {
    return switch (protocol) {
      case UpstreamProtocol.Cleartext(Version version) -> version == Version.HTTP_2;
      case UpstreamProtocol.Encrypted(UpstreamTls _, Offer offer) -> offer == Offer.HTTP_2;
    };
  }
}
