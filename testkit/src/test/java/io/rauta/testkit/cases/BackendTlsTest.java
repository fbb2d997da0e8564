package io.rauta.testkit.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.origins.Script;
import io.rauta.origins.ScriptedOrigin;
import io.rauta.origins.tls.TestIdentity;
import io.rauta.origins.tls.TestIssuer;
import io.rauta.origins.tls.TestTls;
import io.rauta.testkit.Manifests;
import io.rauta.testkit.RunningGateway;
import io.rauta.testkit.TlsManifests;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A BackendTLSPolicy decides which backends are asked; whoever fails it gets no request. */
class BackendTlsTest {

  private static final String NAME = "backend.example";
  private static final String FOR_NAME = "hostname: " + NAME;
  private static final TestIssuer ROOT = TestIssuer.root("root");
  private static final TestIssuer CLIENTS = TestIssuer.root("clients");
  private static final Script OK = Script.always("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok");

  @RegisterExtension static final RunningGateway GW = new RunningGateway();

  private static ScriptedOrigin origin(TestIdentity identity) {
    return ScriptedOrigin.startTls(TestTls.context(Optional.of(identity), CLIENTS), OK);
  }

  private static void serve(ScriptedOrigin origin, String policy) {
    GW.serve(
        TlsManifests.gatewayShowing("client"),
        TlsManifests.secret("client", CLIENTS.issue("gateway.example")),
        TlsManifests.authority("root", ROOT),
        Manifests.routeTo("all", "a"),
        Manifests.backend("a", origin.port()),
        policy);
  }

  private static int status() throws Exception {
    return GW.get("any.example", "/").status();
  }

  @Test
  void aBackendThatProvesItsNameIsAsked() throws Exception {
    try (ScriptedOrigin origin = origin(ROOT.issue(NAME))) {
      serve(origin, TlsManifests.policy("a", "root", FOR_NAME));
      assertThat(status()).isEqualTo(200);
      assertThat(origin.requests()).hasSize(1);
    }
  }

  @Test
  void aBackendOfAnotherAuthorityIsNotAsked() throws Exception {
    try (ScriptedOrigin origin = origin(TestIssuer.root("root").issue(NAME))) {
      serve(origin, TlsManifests.policy("a", "root", FOR_NAME));
      assertThat(status()).isEqualTo(502);
      assertThat(origin.requests()).isEmpty();
      assertThat(GW.metric("rauta_local_replies_total", "cause=\"upstream_tls\"")).isEqualTo(1);
    }
  }

  @Test
  void aBackendOfAnotherNameIsNotAsked() throws Exception {
    try (ScriptedOrigin origin = origin(ROOT.issue("other.example"))) {
      serve(origin, TlsManifests.policy("a", "root", FOR_NAME));
      assertThat(status()).isEqualTo(502);
      assertThat(origin.requests()).isEmpty();
    }
  }

  @Test
  void listedNamesDecideInPlaceOfTheHostname() throws Exception {
    String listed = FOR_NAME + ", subjectAltNames: [{type: URI, uri: 'spiffe://shop/cart'}]";
    try (ScriptedOrigin right = origin(ROOT.issue("spiffe://shop/cart"))) {
      serve(right, TlsManifests.policy("a", "root", listed));
      assertThat(status()).isEqualTo(200);
    }
    try (ScriptedOrigin wrong = origin(ROOT.issue(NAME))) {
      GW.edit(
          Manifests.GATEWAY,
          TlsManifests.authority("root", ROOT),
          Manifests.routeTo("all", "a"),
          Manifests.backend("a", wrong.port()),
          TlsManifests.policy("a", "root", listed));
      assertThat(status()).isEqualTo(502);
      assertThat(wrong.requests()).isEmpty();
    }
  }

  @Test
  void aBackendThatSpeaksPlainTextIsNotAsked() throws Exception {
    try (ScriptedOrigin origin = ScriptedOrigin.start(OK)) {
      serve(origin, TlsManifests.policy("a", "root", FOR_NAME));
      assertThat(status()).isEqualTo(502);
      assertThat(origin.requests()).isEmpty();
    }
  }

  @Test
  void aPolicyThatIsNotValidLetsNothingThrough() throws Exception {
    try (ScriptedOrigin origin = origin(ROOT.issue(NAME))) {
      serve(origin, TlsManifests.policy("a", "missing", FOR_NAME));
      assertThat(status()).isEqualTo(500);
      assertThat(origin.connections()).isEmpty();
    }
  }

  @Test
  void theGatewayProvesWhoItIs() throws Exception {
    Script asking =
        connection -> {
          connection.requireClientCertificate();
          OK.play(connection);
        };
    try (ScriptedOrigin origin =
        ScriptedOrigin.startTls(TestTls.context(Optional.of(ROOT.issue(NAME)), CLIENTS), asking)) {
      serve(origin, TlsManifests.policy("a", "root", FOR_NAME));
      assertThat(status()).isEqualTo(200);
      assertThat(origin.connections().getFirst().clientName()).contains("CN=gateway.example");
      assertThat(
              GW.metric(
                  "rauta_tls_certificate_expiry_seconds", "certificate=\"Secret/default/client\""))
          .isGreaterThan(System.currentTimeMillis() / 1000.0);
    }
  }
}
