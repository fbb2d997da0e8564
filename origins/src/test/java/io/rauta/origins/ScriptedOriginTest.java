package io.rauta.origins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScriptedOriginTest {
  private static final Duration LONG = Duration.ofSeconds(10);

  @Test
  void playsOneScriptPerConnectionAndTheLastForAllLaterOnes() throws Exception {
    try (ScriptedOrigin origin =
        ScriptedOrigin.start(
            c -> c.respond(200, firstTarget(c)), Script.always("HTTP/1.1 204 Gone\r\n\r\n"))) {
      try (RawClient client = RawClient.connect(origin.port())) {
        assertThat(client.get("a", "/one").bodyText()).isEqualTo("/one");
        assertThat(client.awaitEnd(LONG)).isEqualTo(ConnectionEnd.CLOSED);
      }
      for (int i = 0; i < 2; i++) {
        try (RawClient client = RawClient.connect(origin.port())) {
          assertThat(client.get("a", "/x").status()).isEqualTo(204);
          assertThat(client.get("a", "/y").status()).isEqualTo(204);
        }
      }
      origin.await(
          "three clients leave",
          LONG,
          () -> origin.connections().stream().allMatch(c -> c.end() == ConnectionEnd.CLOSED));
      assertThat(origin.connections()).hasSize(3);
      assertThat(origin.requests())
          .extracting(r -> r.head().target())
          .containsExactly("/x", "/y", "/x", "/y")
          .hasSize(4);
    }
  }

  @Test
  void recordsRawBytesAndWhatIsMalformed() throws Exception {
    try (ScriptedOrigin origin = ScriptedOrigin.start(OriginConnection::readRequest)) {
      try (RawClient client = RawClient.connect(origin.port())) {
        client.send("GET / HTTP/1.1\nHost: a\n\n");
        client.awaitEnd(LONG);
      }
      origin.await("a failure", LONG, () -> origin.connections().getFirst().failure().isPresent());
      OriginConnection connection = origin.connections().getFirst();
      assertThat(connection.failure().orElseThrow()).isInstanceOf(MalformedMessageException.class);
      assertThat(new String(connection.received(), StandardCharsets.ISO_8859_1))
          .startsWith("GET / HTTP/1.1\nHost");
    }
  }

  @Test
  void resetsHalfClosesAndDrips() throws Exception {
    Script reset =
        c -> {
          c.readHead();
          c.reset();
        };
    Script half =
        c -> {
          c.readRequest();
          c.drip("HTTP/1.1 200 OK\r\n\r\nhi", Duration.ofMillis(1));
          c.halfClose();
          c.awaitEnd();
        };
    try (ScriptedOrigin origin = ScriptedOrigin.start(reset, half)) {
      try (RawClient client = RawClient.connect(origin.port())) {
        client.send("GET / HTTP/1.1\r\n\r\n");
        assertThat(client.awaitEnd(LONG)).isEqualTo(ConnectionEnd.RESET);
      }
      try (RawClient client = RawClient.connect(origin.port())) {
        Message response = client.get("a", "/");
        assertThat(response.framing()).isEqualTo(BodyFraming.UNTIL_CLOSE);
        assertThat(response.bodyText()).isEqualTo("hi");
        client.reset();
      }
      origin.await(
          "the reset", LONG, () -> origin.connections().get(1).end() == ConnectionEnd.RESET);
    }
  }

  @Test
  void echoesRawBytesUntilTheClientHalfCloses() throws Exception {
    try (ScriptedOrigin origin = ScriptedOrigin.start(OriginConnection::echo);
        RawClient client = RawClient.connect(origin.port())) {
      client.sendCut("abcdef", Duration.ofMillis(1), 2, 4).sendByteByByte("gh").halfClose();
      assertThat(client.readExactly(8)).isEqualTo("abcdefgh".getBytes(StandardCharsets.US_ASCII));
      assertThat(client.awaitEnd(LONG)).isEqualTo(ConnectionEnd.CLOSED);
    }
  }

  @Test
  void aSilentOriginSeesItsClientLeave() throws Exception {
    try (ScriptedOrigin origin = ScriptedOrigin.start(Script.silent())) {
      try (RawClient client = RawClient.connect(origin.port())) {
        client.send("GET / HTTP/1.1\r\n\r\n").readTimeout(Duration.ofMillis(50));
        assertThatThrownBy(client::readResponse).isInstanceOf(SocketTimeoutException.class);
      }
      origin.await(
          "the end", LONG, () -> origin.connections().getFirst().end() == ConnectionEnd.CLOSED);
    }
  }

  @Test
  void aFullAcceptQueueCompletesNoHandshake() throws Exception {
    try (FullAcceptQueue queue = FullAcceptQueue.open();
        Socket socket = new Socket()) {
      assertThatThrownBy(
              () ->
                  socket.connect(
                      new InetSocketAddress(InetAddress.getLoopbackAddress(), queue.port()), 300))
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  private static String firstTarget(OriginConnection connection) throws Exception {
    return connection.readHead().orElseThrow().target();
  }
}
