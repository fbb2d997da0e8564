package io.rauta.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rauta.origins.ConnectionEnd;
import io.rauta.origins.Field;
import io.rauta.origins.Message;
import io.rauta.origins.OriginConnection;
import io.rauta.origins.RawClient;
import io.rauta.origins.Script;
import io.rauta.origins.ScriptedOrigin;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where one message ends and the next begins, when the two sides do not end together. */
class MessageEndsTest {

  private static final int BODY = 100_000;

  /**
   * Row A17: the backend answers before it has read the body; its connection must not be reused.
   */
  @ParameterizedTest
  @ValueSource(ints = {0, BODY / 2, BODY - 1})
  void earlyAnswerEndsTheBackendsConnection(int read) throws Exception {
    Script early =
        connection -> {
          connection.readHead();
          connection.readExactly(read);
          connection.respond(200, "early");
          connection.awaitEnd();
        };
    try (ScriptedOrigin origin = ScriptedOrigin.start(early, answering("second"));
        Gateway gateway = Gateway.to(origin.port());
        RawClient client = gateway.connect()) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + BODY + "\r\n\r\n");
      client.send("x".repeat(read));
      Message answer = client.readFinalResponse("POST");
      assertThat(answer.bodyText()).isEqualTo("early");
      assertThat(answer.value("connection")).hasValue("close");
      try (RawClient other = gateway.connect()) {
        assertThat(other.get("a", "/second").bodyText()).isEqualTo("second");
      }
      assertThat(origin.connections()).hasSize(2);
      OriginConnection first = origin.connections().getFirst();
      await().until(() -> first.end() != ConnectionEnd.OPEN || first.failure().isPresent());
    }
  }

  @Test
  void bodyThatBreaksOffNeverReachesTheBackendWhole() throws Exception {
    try (ScriptedOrigin origin = ScriptedOrigin.start(answering("answer"));
        Gateway gateway = Gateway.to(origin.port())) {
      try (RawClient client = gateway.connect()) {
        client.send(
            "POST /cut HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
        await().until(() -> !origin.connections().isEmpty());
        client.send("x\r\n");
        Message answer = client.readFinalResponse("POST");
        assertThat(answer.status()).isEqualTo(400);
      }
      try (RawClient other = gateway.connect()) {
        assertThat(other.get("a", "/next").bodyText()).isEqualTo("answer");
      }
      assertThat(origin.requests()).extracting(m -> m.head().target()).containsExactly("/next");
      assertThat(origin.connections()).hasSize(2);
    }
  }

  @Test
  void clientThatLeavesInTheBodyNeverReachesTheBackendWhole() throws Exception {
    try (ScriptedOrigin origin = ScriptedOrigin.start(answering("answer"));
        Gateway gateway = Gateway.to(origin.port())) {
      try (RawClient client = gateway.connect()) {
        client.send("POST /cut HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhello");
        await().until(() -> !origin.connections().isEmpty());
        client.halfClose();
        assertThat(client.awaitEnd(Duration.ofSeconds(10))).isNotEqualTo(ConnectionEnd.OPEN);
      }
      try (RawClient other = gateway.connect()) {
        assertThat(other.get("a", "/next").bodyText()).isEqualTo("answer");
      }
      assertThat(origin.requests()).extracting(m -> m.head().target()).containsExactly("/next");
    }
  }

  /** Row B6: a client that ends its side behind its request still gets its answer. */
  @Test
  void halfClosedClientGetsItsAnswer() throws Exception {
    try (ScriptedOrigin origin = ScriptedOrigin.start(answering("answer"));
        Gateway gateway = Gateway.to(origin.port());
        RawClient client = gateway.connect()) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").halfClose();
      assertThat(client.readFinalResponse("GET").bodyText()).isEqualTo("answer");
      assertThat(client.awaitEnd(Duration.ofSeconds(10))).isEqualTo(ConnectionEnd.CLOSED);
    }
  }

  /** Row B4 for a client that knows no chunks: only a reset tells it that a body was cut. */
  @Test
  void cutBodyIsAResetToAClientOfHttp10() throws Exception {
    Script cut =
        connection -> {
          connection.readRequest();
          connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
          connection.halfClose();
          connection.awaitEnd();
        };
    try (ScriptedOrigin origin = ScriptedOrigin.start(cut);
        Gateway gateway = Gateway.to(origin.port());
        RawClient client = gateway.connect()) {
      client.send("GET / HTTP/1.0\r\nHost: a\r\n\r\n");
      assertThatThrownBy(() -> client.readFinalResponse("GET")).isInstanceOf(IOException.class);
    }
  }

  /** An answer of which the client has seen nothing yet is replaced, not cut. */
  @ParameterizedTest
  @ValueSource(strings = {"5\r\nhelloX", "zz", "5\r\nhello\r\n0\r\nbad trailer\r\n\r\n"})
  void answerThatBreaksWithItsHeadIsReplaced(String broken) throws Exception {
    Script script =
        connection -> {
          connection.readRequest();
          connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + broken);
          connection.awaitEnd();
        };
    try (ScriptedOrigin origin = ScriptedOrigin.start(script);
        Gateway gateway = Gateway.to(origin.port());
        RawClient client = gateway.connect()) {
      client.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(client.readFinalResponse("GET").status()).isEqualTo(502);
      client.send("GET /2 HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(client.readFinalResponse("GET").status()).isEqualTo(502);
      assertThat(gateway.metric("rauta_requests_lost", "")).isZero();
    }
  }

  @Test
  void clientOfHttp10GetsNoChunksAndNoInterimAnswer() throws Exception {
    Script chunked =
        connection -> {
          connection.readRequest();
          connection.send("HTTP/1.1 103 Early Hints\r\n\r\n");
          connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
          connection.send("5\r\nhello\r\n0\r\n\r\n");
          connection.awaitEnd();
        };
    try (ScriptedOrigin origin = ScriptedOrigin.start(chunked);
        Gateway gateway = Gateway.to(origin.port());
        RawClient client = gateway.connect()) {
      client.send("GET / HTTP/1.0\r\nHost: a\r\n\r\n");
      Message answer = client.readResponse();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.bodyText()).isEqualTo("hello");
      assertThat(answer.value("transfer-encoding")).isEmpty();
    }
  }

  /** Row A20, both ways. */
  @Test
  void trailersPassWithoutThoseThatWouldActOnTheMessage() throws Exception {
    Script script =
        connection -> {
          connection.readRequest();
          connection.send(
              "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"
                  + "Set-Cookie: a=b\r\nX-Sum: 2\r\nContent-Length: 3\r\n\r\n");
          connection.awaitEnd();
        };
    try (ScriptedOrigin origin = ScriptedOrigin.start(script);
        Gateway gateway = Gateway.to(origin.port());
        RawClient client = gateway.connect()) {
      client.send(
          "POST / HTTP/1.1\r\nHost: a\r\nTE: trailers\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"
              + "Host: b\r\nX-Sum: 1\r\nAuthorization: c\r\n\r\n");
      Message answer = client.readFinalResponse("POST");
      assertThat(answer.trailers()).containsExactly(new Field("X-Sum", "2"));
      assertThat(origin.requests().getFirst().trailers()).containsExactly(new Field("X-Sum", "1"));
    }
  }

  /** Row A18: we say 100 ourselves, once, and the backend hears nothing of it. */
  @Test
  void continueIsSaidOnceAndNotPassedOn() throws Exception {
    try (ScriptedOrigin origin = ScriptedOrigin.start(answering("answer"));
        Gateway gateway = Gateway.to(origin.port());
        RawClient client = gateway.connect()) {
      client.send(
          "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
      assertThat(client.readResponse("POST").status()).isEqualTo(100);
      client.send("hello");
      assertThat(client.readResponse("POST").status()).isEqualTo(200);
      assertThat(origin.requests().getFirst().bodyText()).isEqualTo("hello");
      assertThat(origin.requests().getFirst().value("expect")).isEmpty();
    }
  }

  private static Script answering(String body) {
    return connection -> {
      while (connection.readRequest().isPresent()) {
        connection.respond(200, body);
      }
    };
  }
}
