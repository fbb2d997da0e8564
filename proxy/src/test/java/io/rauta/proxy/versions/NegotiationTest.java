package io.rauta.proxy.versions;

import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.config.cluster.UpstreamProtocol;
import io.rauta.config.cluster.UpstreamProtocol.Offer;
import io.rauta.config.tls.UpstreamTls;
import io.rauta.origins.OriginConnection;
import io.rauta.origins.RawClient;
import io.rauta.origins.Script;
import io.rauta.origins.ScriptedOrigin;
import io.rauta.origins.h2.Http2Message;
import io.rauta.origins.h2.Http2Wire;
import io.rauta.origins.tls.TestIssuer;
import io.rauta.origins.tls.TestTls;
import io.rauta.proxy.Gateway;
import io.rauta.proxy.TlsConfigs;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** Backends over TLS that choose the version of HTTP by ALPN. */
final class NegotiationTest {

  private static final String NAME = "backend.shop.example";
  private static final TestIssuer ROOT = TestIssuer.root("root");

  private final BlockingQueue<String> chosen = new LinkedBlockingQueue<>();

  /** Speaks what is agreed on. */
  private Script choosing(String... protocols) {
    return connection -> {
      String protocol = connection.negotiate(protocols);
      chosen.add(protocol);
      if (protocol.equals("h2")) {
        http2(connection);
      } else {
        http1(connection);
      }
    };
  }

  private static void http2(OriginConnection connection) throws Exception {
    Http2Wire wire = Http2Wire.accept(connection);
    while (true) {
      Http2Message request = wire.readMessage();
      wire.respond(request.stream(), 200, request.field(":scheme"));
    }
  }

  private static void http1(OriginConnection connection) throws Exception {
    Backend.http1(connection, "plain");
  }

  private static Gateway gateway(ScriptedOrigin origin, Offer offer) {
    UpstreamTls tls = new UpstreamTls(NAME, List.of(), TlsConfigs.anchors(ROOT), Optional.empty());
    return Gateway.serving(
        TlsConfigs.config(
            new UpstreamProtocol.Encrypted(tls, offer), origin.port(), TlsConfigs.plain()));
  }

  private static ScriptedOrigin origin(Script script) {
    return ScriptedOrigin.startTls(TestTls.context(Optional.of(ROOT.issue(NAME))), script);
  }

  @Test
  void http2IsSpokenWhereItIsAllThatIsOffered() throws Exception {
    try (ScriptedOrigin origin = origin(choosing("h2"));
        Gateway gateway = gateway(origin, Offer.HTTP_2);
        RawClient client = gateway.connect()) {
      assertThat(client.get("a", "/").bodyText()).isEqualTo("https");
      assertThat(client.get("a", "/").bodyText()).isEqualTo("https");
      assertThat(chosen).containsExactly("h2");
    }
  }

  @Test
  void aBackendThatDoesNotChooseHttp2IsNotAskedWhereItIsAllThatIsOffered() throws Exception {
    try (ScriptedOrigin origin = origin(choosing());
        Gateway gateway = gateway(origin, Offer.HTTP_2);
        RawClient client = gateway.connect()) {
      assertThat(client.get("a", "/").status()).isEqualTo(502);
      assertThat(gateway.metric("rauta_local_replies", "upstream_no_http2")).isEqualTo(1);
    }
  }

  @Test
  void eitherVersionIsSpokenAsTheBackendChooses() throws Exception {
    try (ScriptedOrigin first = origin(choosing("h2", "http/1.1"));
        Gateway gateway = gateway(first, Offer.EITHER);
        RawClient client = gateway.connect();
        RawClient other = gateway.connect()) {
      assertThat(client.get("a", "/").bodyText()).isEqualTo("https");
      assertThat(other.get("a", "/").bodyText()).isEqualTo("https");
      assertThat(first.connections()).hasSize(1);
    }
    for (String[] protocols : new String[][] {{"http/1.1"}, {}}) {
      try (ScriptedOrigin second = origin(choosing(protocols));
          Gateway gateway = gateway(second, Offer.EITHER);
          RawClient client = gateway.connect()) {
        assertThat(client.get("a", "/").bodyText()).isEqualTo("plain");
        assertThat(client.get("a", "/").bodyText()).isEqualTo("plain");
        assertThat(second.connections()).hasSize(1);
      }
    }
  }

  @Test
  void aWebSocketGoesOverHttp1WhereTheBackendTakesNoneOverHttp2() throws Exception {
    try (ScriptedOrigin origin = origin(choosing("h2", "http/1.1"));
        Gateway gateway = gateway(origin, Offer.EITHER);
        RawClient client = gateway.connect();
        Client socket = Client.of(Version.HTTP_1, gateway.port())) {
      assertThat(client.get("a", "/").bodyText()).isEqualTo("https");
      assertThat(socket.upgrade()).isEqualTo(101);
      socket.data("echo");
      assertThat(socket.read(4)).isEqualTo("echo");
      assertThat(chosen).containsExactly("h2", "http/1.1");
    }
  }

  @Test
  void aWebSocketIsRefusedWhereOnlyHttp2MayBeSpoken() throws Exception {
    try (ScriptedOrigin origin = ScriptedOrigin.start(NegotiationTest::http2);
        Gateway gateway = Gateway.toHttp2(origin.port());
        Client socket = Client.of(Version.HTTP_1, gateway.port())) {
      assertThat(socket.upgrade()).isEqualTo(502);
      assertThat(gateway.metric("rauta_local_replies", "upstream_no_websocket")).isEqualTo(1);
    }
  }
}
