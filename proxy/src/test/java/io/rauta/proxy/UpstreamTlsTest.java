package io.rauta.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.config.cluster.UpstreamProtocol;
import io.rauta.config.cluster.UpstreamProtocol.Offer;
import io.rauta.config.tls.PeerName;
import io.rauta.config.tls.TlsIdentity;
import io.rauta.config.tls.UpstreamTls;
import io.rauta.origins.Message;
import io.rauta.origins.RawClient;
import io.rauta.origins.Script;
import io.rauta.origins.ScriptedOrigin;
import io.rauta.origins.tls.TestIdentity;
import io.rauta.origins.tls.TestIssuer;
import io.rauta.origins.tls.TestIssuer.Kind;
import io.rauta.origins.tls.TestTls;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Backends are met over TLS only if they prove who they are. */
final class UpstreamTlsTest {

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final String NAME = "backend.shop.example";
  private static final TestIssuer ROOT = TestIssuer.root("root");
  private static final TestIssuer OTHER = TestIssuer.root("other");

  @Test
  void aBackendThatIsTheOneIsAskedOverOneConnection() throws Exception {
    try (ScriptedOrigin origin = origin(ROOT.issue(NAME));
        Gateway gateway = gateway(origin, tls());
        RawClient client = gateway.connect()) {
      for (int i = 0; i < 3; i++) {
        assertThat(client.get("a", "/").bodyText()).isEqualTo("ok");
      }
      assertThat(origin.connections()).hasSize(1);
      assertThat(origin.requests()).hasSize(3);
    }
  }

  @Test
  void aKeyOfRsaIsGoodToo() throws Exception {
    assertThat(answer(ROOT.issue(Kind.RSA, NAME), tls()).status()).isEqualTo(200);
  }

  @Test
  void aWildcardCoversOneLabel() throws Exception {
    assertThat(answer(ROOT.issue("*.shop.example"), tls()).status()).isEqualTo(200);
  }

  @Test
  void anotherNameIsRefused() throws Exception {
    assertThat(refusal(ROOT.issue("other.example"), tls())).isEqualTo(1);
  }

  @Test
  void anotherIssuerIsRefused() throws Exception {
    assertThat(refusal(OTHER.issue(NAME), tls())).isEqualTo(1);
  }

  @Test
  void aCertificateThatIsOverIsRefused() throws Exception {
    TestIdentity old =
        ROOT.issue(Kind.EC, Instant.now().minus(Duration.ofDays(9)), Duration.ofDays(1), NAME);
    assertThat(refusal(old, tls())).isEqualTo(1);
  }

  @Test
  void anIssuerBelowARootIsAnAnchorOfItsOwn() throws Exception {
    TestIssuer lower = ROOT.below("lower");
    UpstreamTls tls = new UpstreamTls(NAME, List.of(), TlsConfigs.anchors(lower), Optional.empty());
    assertThat(answer(lower.issue(NAME), tls).status()).isEqualTo(200);
    assertThat(refusal(ROOT.issue(NAME), tls)).isEqualTo(1);
  }

  @Test
  void listedNamesTakeThePlaceOfTheServerName() throws Exception {
    UpstreamTls tls =
        new UpstreamTls(
            NAME,
            List.of(new PeerName.Uri("spiffe://a/b"), new PeerName.Dns("one.example")),
            TlsConfigs.anchors(ROOT),
            Optional.empty());
    assertThat(answer(ROOT.issue("spiffe://a/b"), tls).status()).isEqualTo(200);
    assertThat(answer(ROOT.issue("one.example"), tls).status()).isEqualTo(200);
    assertThat(refusal(ROOT.issue(NAME), tls)).isEqualTo(1);
    assertThat(refusal(ROOT.issue("spiffe://a/bc"), tls)).isEqualTo(1);
  }

  @Test
  void plainTextIsNeverSpokenInstead() throws Exception {
    try (ScriptedOrigin origin = ScriptedOrigin.start(Script.always(OK));
        Gateway gateway = gateway(origin, tls());
        RawClient client = gateway.connect()) {
      assertThat(client.get("a", "/").status()).isEqualTo(502);
      assertThat(origin.requests()).isEmpty();
    }
  }

  @Test
  void aCertificateOfOursIsShownWhereTheBackendAsks() throws Exception {
    TestIssuer clients = TestIssuer.root("clients");
    TlsIdentity own = TlsConfigs.identity("own", clients.issue("gateway.example"));
    UpstreamTls tls = new UpstreamTls(NAME, List.of(), TlsConfigs.anchors(ROOT), Optional.of(own));
    try (ScriptedOrigin origin =
            ScriptedOrigin.startTls(
                TestTls.context(Optional.of(ROOT.issue(NAME)), clients),
                connection -> {
                  connection.requireClientCertificate();
                  Script.always(OK).play(connection);
                });
        Gateway gateway = gateway(origin, tls);
        RawClient client = gateway.connect()) {
      assertThat(client.get("a", "/").status()).isEqualTo(200);
      assertThat(origin.connections().get(0).clientName()).contains("CN=gateway.example");
    }
  }

  /** RFC 9112 section 9.8. */
  @Test
  void anAnswerThatEndsWithoutANoticeIsCut() throws Exception {
    try (ScriptedOrigin origin =
            ScriptedOrigin.startTls(
                TestTls.context(Optional.of(ROOT.issue(NAME))),
                connection -> {
                  connection.readRequest();
                  connection.send("HTTP/1.1 200 OK\r\n\r\nabc");
                  connection.cutWithoutNotice();
                });
        Gateway gateway = gateway(origin, tls());
        RawClient client = gateway.connect()) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(client.awaitEnd(Duration.ofSeconds(5))).isNotNull();
      assertThat(new String(client.received(), java.nio.charset.StandardCharsets.US_ASCII))
          .doesNotContain("\r\n0\r\n");
    }
  }

  @Test
  void anAnswerThatEndsWithANoticeIsWhole() throws Exception {
    try (ScriptedOrigin origin =
            ScriptedOrigin.startTls(
                TestTls.context(Optional.of(ROOT.issue(NAME))),
                connection -> {
                  connection.readRequest();
                  connection.send("HTTP/1.1 200 OK\r\n\r\nabc");
                });
        Gateway gateway = gateway(origin, tls());
        RawClient client = gateway.connect()) {
      assertThat(client.get("a", "/").bodyText()).isEqualTo("abc");
    }
  }

  private static UpstreamTls tls() {
    return new UpstreamTls(NAME, List.of(), TlsConfigs.anchors(ROOT), Optional.empty());
  }

  private static ScriptedOrigin origin(TestIdentity identity) {
    return ScriptedOrigin.startTls(TestTls.context(Optional.of(identity)), Script.always(OK));
  }

  private static Gateway gateway(ScriptedOrigin origin, UpstreamTls tls) {
    return Gateway.serving(
        TlsConfigs.config(
            new UpstreamProtocol.Encrypted(tls, Offer.HTTP_1), origin.port(), TlsConfigs.plain()));
  }

  private static Message answer(TestIdentity identity, UpstreamTls tls) throws Exception {
    try (ScriptedOrigin origin = origin(identity);
        Gateway gateway = gateway(origin, tls);
        RawClient client = gateway.connect()) {
      return client.get("a", "/");
    }
  }

  /** How often the cause was counted for one request to a backend that must be refused. */
  private static double refusal(TestIdentity identity, UpstreamTls tls) throws Exception {
    try (ScriptedOrigin origin = origin(identity);
        Gateway gateway = gateway(origin, tls);
        RawClient client = gateway.connect()) {
      assertThat(client.get("a", "/").status()).isEqualTo(502);
      assertThat(origin.requests()).isEmpty();
      return gateway.metric("rauta_local_replies", "upstream_tls");
    }
  }
}
