package io.rauta.testkit.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rauta.origins.Message;
import io.rauta.origins.RawClient;
import io.rauta.origins.tls.TestIdentity;
import io.rauta.origins.tls.TestIssuer;
import io.rauta.origins.tls.TestTls;
import io.rauta.testkit.Manifests;
import io.rauta.testkit.RunningGateway;
import io.rauta.testkit.TlsManifests;
import java.io.IOException;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients are met over TLS as the Gateway says: what they are shown, and what they must show. */
class TlsTest {

  private static final String NAME = "shop.example";
  private static final TestIssuer ROOT = TestIssuer.root("root");
  private static final TestIssuer PEOPLE = TestIssuer.root("people");
  private static final SSLContext NOBODY = TestTls.context(Optional.empty(), ROOT);

  @RegisterExtension static final RunningGateway GW = new RunningGateway();

  private static void serve(String tls) {
    GW.origins().answering("a");
    GW.serve(
        TlsManifests.gateway(tls),
        TlsManifests.secret("own", ROOT.issue(NAME)),
        TlsManifests.authority("people", PEOPLE),
        Manifests.routeTo("all", "a"),
        GW.origins().backends());
  }

  private static SSLContext showing(TestIdentity own) {
    return TestTls.context(Optional.of(own), ROOT);
  }

  private static Message get(SSLContext context) throws IOException {
    try (RawClient client = RawClient.connectTls(GW.port(), context, NAME)) {
      return client.get(NAME, "/");
    }
  }

  @Test
  void theBackendIsToldThatTheClientSpokeTls() throws Exception {
    serve(TlsManifests.NOTHING);
    assertThat(get(NOBODY).bodyText()).isEqualTo("a");
    assertThat(GW.origins().requests("a").getFirst().value("x-forwarded-proto")).contains("https");
    assertThat(GW.metric("rauta_tls_handshakes_total", "outcome=\"full\"")).isEqualTo(1);
    assertThat(
            GW.metric("rauta_tls_certificate_expiry_seconds", "certificate=\"Secret/default/own\""))
        .isGreaterThan(System.currentTimeMillis() / 1000.0);
  }

  @Test
  void aCertificateThatIsRequiredHasToBeOfTheAuthority() throws Exception {
    serve(TlsManifests.clientsOf("people", "AllowValidOnly"));
    assertThat(get(showing(PEOPLE.issue("me.example"))).status()).isEqualTo(200);
    SSLContext stranger = showing(TestIssuer.root("people").issue("me.example"));
    assertThatThrownBy(() -> get(stranger)).isInstanceOf(Exception.class);
    assertThatThrownBy(() -> get(NOBODY)).isInstanceOf(Exception.class);
    assertThat(GW.origins().requests("a")).hasSize(1);
    GW.awaitMetric(2, "rauta_tls_handshakes_total", "outcome=\"client_certificate\"");
  }

  @Test
  void aCertificateThatIsOnlyAskedForMayBeAnyOrNone() throws Exception {
    serve(TlsManifests.clientsOf("people", "AllowInsecureFallback"));
    assertThat(get(showing(PEOPLE.issue("me.example"))).status()).isEqualTo(200);
    assertThat(get(showing(TestIssuer.root("people").issue("me.example"))).status()).isEqualTo(200);
    assertThat(get(NOBODY).status()).isEqualTo(200);
  }

  @Test
  void anAuthorityThatCannotBeReadLetsNobodyIn() throws Exception {
    serve(TlsManifests.clientsOf("missing", "AllowValidOnly"));
    assertThatThrownBy(() -> get(NOBODY)).isInstanceOf(Exception.class);
    assertThatThrownBy(() -> get(showing(PEOPLE.issue("me.example"))))
        .isInstanceOf(Exception.class);
    assertThat(GW.origins().requests("a")).isEmpty();
  }

  @Test
  void anAuthorityThatChangesHoldsForTheNextHandshake() throws Exception {
    serve(TlsManifests.clientsOf("people", "AllowValidOnly"));
    SSLContext me = showing(PEOPLE.issue("me.example"));
    assertThat(get(me).status()).isEqualTo(200);
    TestIssuer others = TestIssuer.root("others");
    GW.edit(
        TlsManifests.gateway(TlsManifests.clientsOf("people", "AllowValidOnly")),
        TlsManifests.secret("own", ROOT.issue(NAME)),
        TlsManifests.authority("people", others),
        Manifests.routeTo("all", "a"),
        GW.origins().backends());
    assertThatThrownBy(() -> get(me)).isInstanceOf(Exception.class);
    assertThat(get(showing(others.issue("you.example"))).status()).isEqualTo(200);
  }

  /** RFC 8446 section 6.1, see {@code PeerEnd.LEAVE}. */
  @Test
  void aClientThatTakesItsLeaveBeforeTheAnswerIsTakenForGone() throws Exception {
    serve(TlsManifests.NOTHING);
    GW.origins()
        .start(
            "a",
            connection -> {
              connection.readRequest();
              connection.awaitEnd();
            });
    GW.edit(
        TlsManifests.gateway(TlsManifests.NOTHING),
        TlsManifests.secret("own", ROOT.issue(NAME)),
        Manifests.routeTo("all", "a"),
        GW.origins().backends());
    try (RawClient client = RawClient.connectTls(GW.port(), NOBODY, NAME)) {
      client.send("GET / HTTP/1.1\r\nHost: " + NAME + "\r\n\r\n");
      RunningGateway.eventually("the request", () -> !GW.origins().requests("a").isEmpty());
      client.takeLeave();
      assertThat(client.readResponseHead()).isEmpty();
    }
    GW.awaitMetric(0, "rauta_active_requests");
    GW.awaitMetric(0, "rauta_upstream_connections_active");
    assertThat(GW.metric("rauta_local_replies_total")).isZero();
  }
}
