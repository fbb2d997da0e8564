package io.rauta.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rauta.origins.ConnectionEnd;
import io.rauta.origins.Message;
import io.rauta.origins.RawClient;
import io.rauta.origins.Script;
import io.rauta.origins.ScriptedOrigin;
import io.rauta.origins.echo.EchoOrigin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What happens to ordinary requests and answers between a real client and a real backend. */
class ForwardingTest {

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  @Test
  void forwardsAndKeepsBothConnections() throws Exception {
    try (ScriptedOrigin origin = ScriptedOrigin.start(Script.always(OK));
        Gateway gateway = Gateway.to(origin.port());
        RawClient client = gateway.connect()) {
      for (int i = 0; i < 3; i++) {
        Message answer = client.get("shop.example", "/a?b=%20c");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.bodyText()).isEqualTo("ok");
      }
      assertThat(origin.connections()).hasSize(1);
      assertThat(origin.requests()).hasSize(3);
      Message seen = origin.requests().get(0);
      assertThat(seen.head().startLine()).isEqualTo("GET /a?b=%20c HTTP/1.1");
      assertThat(seen.value("host")).contains("shop.example");
      assertThat(seen.value("x-forwarded-for")).contains("127.0.0.1");
      assertThat(seen.value("x-forwarded-proto")).contains("http");
      assertThat(seen.value("x-forwarded-host")).contains("shop.example");
      assertThat(seen.value("x-request-id").orElseThrow()).hasSize(32);
    }
  }

  @Test
  void answersPipelinedRequestsInOrder() throws Exception {
    try (EchoOrigin origin = EchoOrigin.start("one");
        Gateway gateway = Gateway.to(origin.port());
        RawClient client = gateway.connect()) {
      StringBuilder requests = new StringBuilder();
      for (int i = 0; i < 40; i++) {
        requests.append("GET /p").append(i).append(" HTTP/1.1\r\nHost: a\r\n\r\n");
      }
      client.send(requests.toString());
      for (int i = 0; i < 40; i++) {
        assertThat(client.readResponse().bodyText()).contains("/p" + i);
      }
    }
  }

  @Test
  void streamsBodiesBothWays() throws Exception {
    String body = "x".repeat(300_000);
    try (ScriptedOrigin origin = ScriptedOrigin.start(Script.always(OK));
        Gateway gateway = Gateway.to(origin.port());
        RawClient client = gateway.connect()) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 300000\r\n\r\n" + body);
      Message answer = client.readResponse("POST");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(origin.requests().get(0).body())
          .isEqualTo(body.getBytes(StandardCharsets.US_ASCII));
    }
  }

  @Test
  void relaysChunksWithoutTheirExtensions() throws Exception {
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(
                Script.always(
                    "HTTP/1.1 200 OK\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n"
                        + "3;a=b\r\n"
                        + "abc\r\n"
                        + "0\r\n\r\n"));
        Gateway gateway = Gateway.to(origin.port());
        RawClient client = gateway.connect()) {
      client.sendByteByByte(
          "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
              + "5;x=\"y\"\r\nhello\r\n6\r\n world\r\n0\r\n\r\n");
      assertThat(client.readResponse("POST").bodyText()).isEqualTo("abc");
      assertThat(origin.requests().get(0).bodyText()).isEqualTo("hello world");
      assertThat(new String(origin.connections().get(0).received(), StandardCharsets.US_ASCII))
          .doesNotContain("x=");
    }
  }

  @Test
  void closesForAClientThatAsksForIt() throws Exception {
    try (ScriptedOrigin origin = ScriptedOrigin.start(Script.always(OK));
        Gateway gateway = Gateway.to(origin.port());
        RawClient client = gateway.connect()) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      assertThat(client.readResponse().value("connection")).contains("close");
      assertThat(client.awaitEnd(Duration.ofSeconds(5))).isEqualTo(ConnectionEnd.CLOSED);
    }
  }

  @Test
  void replacesAStaleConnectionWithoutTheClientNoticing() throws Exception {
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(
                connection -> {
                  connection.readRequest();
                  connection.send(OK);
                  connection.readHead();
                  connection.reset();
                },
                Script.always(OK));
        Gateway gateway = Gateway.to(origin.port());
        RawClient client = gateway.connect()) {
      assertThat(client.get("a", "/1").status()).isEqualTo(200);
      assertThat(client.get("a", "/2").status()).isEqualTo(200);
      assertThat(gateway.metric("rauta_upstream_retries", "")).isEqualTo(1);
    }
  }

  @Test
  void triesAnotherHostWhereOneRefuses() throws Exception {
    try (Socket refusing = boundButNotListening();
        ScriptedOrigin origin = ScriptedOrigin.start(Script.always(OK));
        Gateway gateway = Gateway.to(refusing.getLocalPort(), origin.port());
        RawClient client = gateway.connect()) {
      for (int i = 0; i < 6; i++) {
        assertThat(client.get("a", "/").status()).isEqualTo(200);
      }
    }
    try (Socket refusing = boundButNotListening();
        Gateway gateway = Gateway.to(refusing.getLocalPort());
        RawClient client = gateway.connect()) {
      assertThat(client.get("a", "/").status()).isEqualTo(502);
      assertThat(client.get("a", "/").status()).isEqualTo(502);
    }
  }

  /** A port that refuses connections and that nobody else can take meanwhile. */
  private static Socket boundButNotListening() throws IOException {
    Socket socket = new Socket();
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    return socket;
  }

  @Test
  void turnsIntoATunnelForWebSockets() throws Exception {
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(
                connection -> {
                  connection.readHead();
                  connection.send(
                      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                          + "Connection: Upgrade\r\n"
                          + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n");
                  connection.send(connection.readExactly(5));
                  connection.awaitEnd();
                });
        Gateway gateway = Gateway.to(origin.port());
        RawClient client = gateway.connect()) {
      client.send(
          "GET /chat HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
              + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
      assertThat(client.readResponseHead().orElseThrow().startLine()).contains("101");
      client.send("hello");
      assertThat(client.readExactly(5)).isEqualTo("hello".getBytes(StandardCharsets.US_ASCII));
      client.halfClose();
      assertThat(client.awaitEnd(Duration.ofSeconds(5))).isEqualTo(ConnectionEnd.CLOSED);
      await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> gateway.metric("rauta_upstream_connections_active", "") == 0);
    }
  }

  @Test
  void neverLetsACutBodyLookWhole() throws Exception {
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(
                connection -> {
                  connection.readRequest();
                  connection.send(
                      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
                });
        Gateway gateway = Gateway.to(origin.port());
        RawClient client = gateway.connect()) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      client.awaitEnd(Duration.ofSeconds(5));
      assertThat(new String(client.received(), StandardCharsets.US_ASCII))
          .contains("hello")
          .doesNotContain("\r\n0\r\n");
      assertThat(gateway.metric("rauta_requests_lost", "")).isEqualTo(1);
    }
  }
}
