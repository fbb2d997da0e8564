package io.rauta.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rauta.config.ProxyConfig;
import io.rauta.config.listener.HostScope;
import io.rauta.config.tls.ClientCertificates;
import io.rauta.config.tls.TlsSettings;
import io.rauta.origins.ConnectionEnd;
import io.rauta.origins.Message;
import io.rauta.origins.RawClient;
import io.rauta.origins.Script;
import io.rauta.origins.ScriptedOrigin;
import io.rauta.origins.echo.EchoOrigin;
import io.rauta.origins.tls.TestIdentity;
import io.rauta.origins.tls.TestIssuer;
import io.rauta.origins.tls.TestIssuer.Kind;
import io.rauta.origins.tls.TestTls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients are met over TLS under the name that they ask for. */
final class ServerTlsTest {

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final TestIssuer ROOT = TestIssuer.root("root");
  private static final TestIdentity SHOP = ROOT.issue("shop.example.com");
  private static final TestIdentity ANY_SHOP = ROOT.issue("*.example.com");
  private static final TestIdentity RSA = ROOT.issue(Kind.RSA, "shop.example.com");
  private static final SSLContext BELIEVER = TestTls.context(Optional.empty(), ROOT);

  private ScriptedOrigin origin = ScriptedOrigin.start(Script.always(OK));

  @BeforeEach
  void startOrigin() {
    origin = ScriptedOrigin.start(Script.always(OK));
  }

  @AfterEach
  void stopOrigin() {
    origin.close();
  }

  private ProxyConfig config(HostScope... scopes) {
    return TlsConfigs.config(origin.port(), scopes);
  }

  private static RawClient connect(Gateway gateway, String name) {
    return RawClient.connectTls(gateway.port(), BELIEVER, name);
  }

  @Test
  void requestsAreServedAndSayHowTheyCame() throws Exception {
    try (Gateway gateway = Gateway.serving(config(TlsConfigs.encrypted("shop.example.com", SHOP)));
        RawClient client = connect(gateway, "shop.example.com")) {
      for (int i = 0; i < 3; i++) {
        assertThat(client.get("shop.example.com", "/").bodyText()).isEqualTo("ok");
      }
      assertThat(client.session().getProtocol()).isEqualTo("TLSv1.3");
      Message seen = origin.requests().get(0);
      assertThat(seen.value("x-forwarded-proto")).contains("https");
      assertThat(gateway.metric("rauta_tls_handshakes", "full")).isEqualTo(1);
      assertThat(gateway.metric("rauta_tls_handshakes_active", "")).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "shop.example.com, CN=shop.example.com",
    "SHOP.example.com, CN=shop.example.com",
    "other.example.com, CN=-.example.com",
    "a.b.example.com, CN=-.example.com",
    "example.org, CN=rest.example",
    "'', CN=rest.example"
  })
  void theMostSpecificNameIsShown(String asked, String shown) throws Exception {
    try (Gateway gateway =
            Gateway.serving(
                config(
                    TlsConfigs.encrypted("*", ROOT.issue("rest.example")),
                    TlsConfigs.encrypted("*.example.com", ANY_SHOP),
                    TlsConfigs.encrypted("shop.example.com", SHOP)));
        RawClient client = connect(gateway, asked)) {
      assertThat(client.session().getPeerPrincipal().getName()).isEqualTo(shown);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "example.com", "other.org"})
  void aNameThatNobodyHasIsRefused(String name) {
    try (Gateway gateway =
        Gateway.serving(config(TlsConfigs.encrypted("*.example.com", ANY_SHOP)))) {
      assertThatThrownBy(() -> connect(gateway, name).close())
          .rootCause()
          .hasMessageContaining("unrecognized_name");
      assertThat(gateway.metric("rauta_tls_handshakes", "unknown_name")).isEqualTo(1);
    }
  }

  @Test
  void theCertificateFollowsWhatTheClientCanVerify() throws Exception {
    try (Gateway gateway =
        Gateway.serving(config(TlsConfigs.encrypted("shop.example.com", RSA, SHOP)))) {
      try (RawClient both = connect(gateway, "shop.example.com")) {
        assertThat(both.session().getPeerCertificates()[0].getPublicKey().getAlgorithm())
            .isEqualTo("EC");
      }
      try (RawClient rsa =
          RawClient.connectTls(
              gateway.port(),
              BELIEVER,
              "shop.example.com",
              parameters ->
                  parameters.setCipherSuites(
                      new String[] {"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"}))) {
        assertThat(rsa.session().getPeerCertificates()[0].getPublicKey().getAlgorithm())
            .isEqualTo("RSA");
      }
    }
  }

  @Test
  void anotherHostIsMisdirected() throws Exception {
    try (Gateway gateway =
            Gateway.serving(
                config(
                    TlsConfigs.encrypted("*.example.com", ANY_SHOP),
                    TlsConfigs.encrypted("shop.example.com", SHOP)));
        RawClient client = connect(gateway, "shop.example.com")) {
      assertThat(client.get("shop.example.com", "/").status()).isEqualTo(200);
      assertThat(client.get("other.example.com", "/").status()).isEqualTo(421);
      assertThat(client.get("elsewhere.org", "/").status()).isEqualTo(404);
      assertThat(client.get("shop.example.com", "/").status()).isEqualTo(200);
    }
  }

  @Test
  void hostsOfOneWildcardShareAConnection() throws Exception {
    try (Gateway gateway =
            Gateway.serving(
                config(
                    TlsConfigs.encrypted("*.example.com", ANY_SHOP),
                    TlsConfigs.encrypted("shop.example.com", SHOP)));
        RawClient client = connect(gateway, "a.example.com")) {
      assertThat(client.get("a.example.com", "/").status()).isEqualTo(200);
      assertThat(client.get("b.example.com", "/").status()).isEqualTo(200);
      assertThat(client.get("shop.example.com", "/").status()).isEqualTo(421);
    }
  }

  @Test
  void sessionsAreResumedAtTheirListenerOnly() throws Exception {
    try (Gateway gateway =
        Gateway.serving(
            config(
                TlsConfigs.encrypted("*.example.com", ANY_SHOP),
                TlsConfigs.encrypted("shop.example.com", SHOP)))) {
      resumed(gateway, "shop.example.com");
      assertThat(gateway.metric("rauta_tls_handshakes", "resumed")).isEqualTo(1);
    }
  }

  @Test
  void sessionsEndWithTheirCertificate() throws Exception {
    try (Gateway gateway =
        Gateway.serving(config(TlsConfigs.encrypted("shop.example.com", SHOP)))) {
      SSLContext client = TestTls.context(Optional.empty(), ROOT);
      once(gateway, client, "shop.example.com");
      gateway.apply(
          config(TlsConfigs.encrypted("shop.example.com", ROOT.issue("shop.example.com"))));
      once(gateway, client, "shop.example.com");
      assertThat(gateway.metric("rauta_tls_handshakes", "resumed")).isZero();
    }
  }

  private static void resumed(Gateway gateway, String name) throws IOException {
    SSLContext client = TestTls.context(Optional.empty(), ROOT);
    once(gateway, client, name);
    once(gateway, client, name);
  }

  private static void once(Gateway gateway, SSLContext context, String name) throws IOException {
    try (RawClient client = RawClient.connectTls(gateway.port(), context, name)) {
      assertThat(client.get(name, "/").status()).isEqualTo(200);
    }
  }

  @Test
  void aRequiredCertificateIsRequired() throws Exception {
    TestIssuer people = TestIssuer.root("people");
    TestIssuer staff = people.below("staff");
    ClientCertificates required = new ClientCertificates.Required(TlsConfigs.anchors(staff));
    try (Gateway gateway =
        Gateway.serving(config(TlsConfigs.encrypted("shop.example.com", required, SHOP)))) {
      SSLContext known = TestTls.context(Optional.of(staff.issue("me")), ROOT);
      once(gateway, known, "shop.example.com");
      once(gateway, known, "shop.example.com");
      assertThat(gateway.metric("rauta_tls_handshakes", "resumed")).isZero();
      assertThat(gateway.metric("rauta_tls_handshakes", "full")).isEqualTo(2);
      SSLContext unknown = TestTls.context(Optional.of(people.issue("you")), ROOT);
      assertThatThrownBy(() -> once(gateway, unknown, "shop.example.com")).isNotNull();
      assertThatThrownBy(() -> once(gateway, BELIEVER, "shop.example.com")).isNotNull();
      await()
          .untilAsserted(
              () ->
                  assertThat(gateway.metric("rauta_tls_handshakes", "client_certificate"))
                      .isEqualTo(2));
    }
  }

  @Test
  void aWishedCertificateMayBeAnyOrNone() throws Exception {
    ClientCertificates wished =
        new ClientCertificates.Wished(TlsConfigs.anchors(TestIssuer.root("people")));
    try (Gateway gateway =
        Gateway.serving(config(TlsConfigs.encrypted("shop.example.com", wished, SHOP)))) {
      once(
          gateway,
          TestTls.context(Optional.of(TestIssuer.root("others").issue("me")), ROOT),
          "shop.example.com");
      once(gateway, BELIEVER, "shop.example.com");
    }
  }

  @Test
  void aNewCertificateIsForNewConnections() throws Exception {
    try (Gateway gateway = Gateway.serving(config(TlsConfigs.encrypted("shop.example.com", SHOP)));
        RawClient old = connect(gateway, "shop.example.com")) {
      assertThat(old.get("shop.example.com", "/").status()).isEqualTo(200);
      TestIdentity next = ROOT.issue("shop.example.com");
      gateway.apply(config(TlsConfigs.encrypted("shop.example.com", next)));
      assertThat(old.get("shop.example.com", "/").status()).isEqualTo(200);
      try (RawClient fresh = connect(gateway, "shop.example.com")) {
        assertThat(serial(fresh)).isNotEqualTo(serial(old));
        assertThat(fresh.get("shop.example.com", "/").status()).isEqualTo(200);
      }
    }
  }

  private static Object serial(RawClient client) throws SSLPeerUnverifiedException {
    return ((java.security.cert.X509Certificate) client.session().getPeerCertificates()[0])
        .getSerialNumber();
  }

  @Test
  void bodiesStreamBothWays() throws Exception {
    String body = "x".repeat(3_000_000);
    try (EchoOrigin echo = EchoOrigin.start("one");
        Gateway gateway =
            Gateway.serving(
                TlsConfigs.config(echo.port(), TlsConfigs.encrypted("shop.example.com", SHOP)));
        RawClient client = connect(gateway, "shop.example.com")) {
      Thread sender =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      client.send(
                          "POST /body HTTP/1.1\r\n"
                              + "Host: shop.example.com\r\n"
                              + "Content-Length: 3000000\r\n\r\n"
                              + body);
                    } catch (IOException e) {
                      throw new IllegalStateException(e);
                    }
                  });
      Message answer = client.readFinalResponse("POST");
      sender.join();
      assertThat(answer.status()).isEqualTo(200);
      client.send("GET /bytes/2000000 HTTP/1.1\r\nHost: shop.example.com\r\n\r\n");
      assertThat(client.readFinalResponse("GET").status()).isEqualTo(200);
    }
  }

  @Test
  void anAnswerThatIsCutIsNoCleanEnd() throws Exception {
    try (ScriptedOrigin broken =
            ScriptedOrigin.start(
                connection -> {
                  connection.readRequest();
                  connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc");
                  connection.delay(Duration.ofMillis(200));
                  connection.reset();
                });
        Gateway gateway =
            Gateway.serving(
                TlsConfigs.config(broken.port(), TlsConfigs.encrypted("shop.example.com", SHOP)));
        RawClient client = connect(gateway, "shop.example.com")) {
      client.send("GET / HTTP/1.0\r\nHost: shop.example.com\r\n\r\n");
      assertThatThrownBy(() -> client.readFinalResponse("GET")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aConnectionThatIsToEndEndsWithANotice() throws Exception {
    try (Gateway gateway = Gateway.serving(config(TlsConfigs.encrypted("shop.example.com", SHOP)));
        RawClient client = connect(gateway, "shop.example.com")) {
      client.send("GET / HTTP/1.1\r\nHost: shop.example.com\r\nConnection: close\r\n\r\n");
      assertThat(client.readFinalResponse("GET").status()).isEqualTo(200);
      assertThat(client.awaitEnd(Duration.ofSeconds(5))).isEqualTo(ConnectionEnd.CLOSED);
    }
  }

  @Test
  void aHandshakeThatDoesNotEndIsEnded() throws Exception {
    TlsSettings hasty =
        new TlsSettings(
            TlsSettings.Version.TLS_1_2,
            TlsSettings.DEFAULT.ciphers(),
            TlsSettings.DEFAULT.curves(),
            Duration.ofMillis(300),
            1,
            TlsSettings.DEFAULT.ticketLifetime());
    HostScope scope =
        TlsConfigs.encrypted("shop.example.com", hasty, new ClientCertificates.NotAsked(), SHOP);
    try (Gateway gateway = Gateway.serving(config(scope));
        RawClient silent = RawClient.connect(gateway.port())) {
      await().until(() -> gateway.metric("rauta_tls_handshakes_active", "") == 1);
      try (RawClient second = RawClient.connect(gateway.port())) {
        assertThat(second.awaitEnd(Duration.ofSeconds(5))).isNotEqualTo(ConnectionEnd.OPEN);
      }
      assertThat(gateway.metric("rauta_tls_handshakes", "limit")).isEqualTo(1);
      assertThat(silent.awaitEnd(Duration.ofSeconds(5))).isEqualTo(ConnectionEnd.CLOSED);
      assertThat(gateway.metric("rauta_tls_handshakes", "timeout")).isEqualTo(1);
    }
  }

  @Test
  void plainTextIsNoHandshake() throws Exception {
    try (Gateway gateway = Gateway.serving(config(TlsConfigs.encrypted("*", SHOP)));
        RawClient client = RawClient.connect(gateway.port())) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(client.awaitEnd(Duration.ofSeconds(5))).isNotEqualTo(ConnectionEnd.OPEN);
      assertThat(new String(client.received(), StandardCharsets.ISO_8859_1)).isEmpty();
      assertThat(gateway.metric("rauta_tls_handshakes", "not_tls")).isEqualTo(1);
    }
  }

  @Test
  void noCommonVersionOfHttpIsRefused() {
    try (Gateway gateway = Gateway.serving(config(TlsConfigs.encrypted("*", SHOP)))) {
      assertThatThrownBy(
              () -> RawClient.connectTls(gateway.port(), BELIEVER, "a.example", "ftp").close())
          .rootCause()
          .hasMessageContaining("no_application_protocol");
    }
  }

  @Test
  void certificatesThatWereReplacedTakeNoMemory() throws Exception {
    try (Gateway gateway =
        Gateway.serving(config(TlsConfigs.encrypted("shop.example.com", SHOP)))) {
      TestIdentity next = ROOT.issue("shop.example.com");
      long after500 = 0;
      for (int i = 0; i < 6_000; i++) {
        gateway.apply(config(TlsConfigs.encrypted("shop.example.com", i % 2 == 0 ? next : SHOP)));
        if (i % 100 == 0) {
          once(gateway, TestTls.context(Optional.empty(), ROOT), "shop.example.com");
        }
        if (i == 500) {
          after500 = residentKibibytes();
        }
      }
      assertThat(residentKibibytes() - after500).isLessThan(100 * 1024);
      assertThat(gateway.metric("rauta_tls_certificate_expiry_seconds", "")).isPositive();
    }
  }

  private static long residentKibibytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .sum();
  }
}
