package io.rauta.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.origins.Message;
import io.rauta.origins.OriginConnection;
import io.rauta.origins.RawClient;
import io.rauta.origins.ScriptedOrigin;
import io.rauta.proxy.http.LocalReply;
import io.rauta.proxy.vectors.Vector;
import io.rauta.proxy.vectors.VectorFile;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every request vector through a data plane, followed by a canary from another client: the backend
 * must have seen exactly the requests that the vector allows and then the canary, and each client
 * must have got its own answers.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestVectorsOverSocketsTest {

  private final List<Message> log = new CopyOnWriteArrayList<>();
  private final ScriptedOrigin origin = ScriptedOrigin.start(this::answerWithTarget);
  private final Gateway gateway = Gateway.to(origin.port());
  private int canaries;

  static List<Vector> vectors() {
    return VectorFile.folder("request");
  }

  @BeforeAll
  void warmUp() throws IOException {
    canary();
  }

  @AfterAll
  void close() {
    gateway.close();
    origin.close();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void inOnePiece(Vector vector) throws IOException {
    play(vector, vector.bytes().length);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void byteByByte(Vector vector) throws IOException {
    play(vector, 1);
  }

  private void answerWithTarget(OriginConnection connection) throws IOException {
    while (true) {
      var request = connection.readRequest();
      if (request.isEmpty()) {
        return;
      }
      log.add(request.get());
      String target = request.get().head().target();
      boolean toHead = request.get().head().method().equals("HEAD");
      connection.send(
          "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s"
              .formatted(target.length(), toHead ? "" : target));
    }
  }

  private void play(Vector vector, int pieceSize) throws IOException {
    log.clear();
    try (RawClient client = gateway.connect()) {
      send(client, vector.bytes(), pieceSize);
      for (String expected : vector.expected()) {
        answer(client, expected);
      }
      client.halfClose();
      assertThat(client.readResponseHead()).as("nothing follows the last answer").isEmpty();
    }
    String canary = canary();
    List<String> allowed = new ArrayList<>(vector.expected().stream().flatMap(this::seen).toList());
    allowed.add("GET canary " + canary);
    assertThat(log.stream().map(RequestVectorsOverSocketsTest::describe))
        .containsExactlyElementsOf(allowed);
  }

  /** A peer that refuses what it has read may stop reading. */
  private static void send(RawClient client, byte[] bytes, int pieceSize) throws IOException {
    try {
      for (int at = 0; at < bytes.length; at += pieceSize) {
        client.send(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + pieceSize)));
      }
    } catch (SocketException e) {
      assertThat(client.received()).as("answered before it stopped reading").isNotEmpty();
    }
  }

  private static void answer(RawClient client, String expected) throws IOException {
    String[] words = expected.split(" ", -1);
    switch (words[0]) {
      case "request" -> {
        Message response = client.readFinalResponse(words[1]);
        if (words[3].equals("*")) {
          assertThat(response.status()).isEqualTo(204);
        } else {
          assertThat(response.status()).isEqualTo(200);
          String target = words[1].equals("HEAD") ? "" : words[3];
          assertThat(shortened(response.bodyText())).isEqualTo(target);
        }
      }
      case "refuse" -> refusal(client, status(words[1]));
      case "broken" -> refusal(client, 400);
      case "unfinished", "more" -> {}
      default -> throw new IllegalArgumentException(expected);
    }
  }

  private static void refusal(RawClient client, int status) throws IOException {
    Message response = client.readFinalResponse("GET");
    assertThat(response.status()).isEqualTo(status);
    assertThat(response.value("connection")).hasValue("close");
  }

  private static int status(String cause) {
    return Arrays.stream(LocalReply.values())
        .filter(reply -> reply.cause().equals(cause))
        .findFirst()
        .orElseThrow()
        .status();
  }

  /** What the backend has to see of one expectation: whole requests only, and not {@code *}. */
  private Stream<String> seen(String expected) {
    String[] words = expected.split(" ", -1);
    return words[0].equals("request") && !words[3].equals("*")
        ? Stream.of(words[1] + ' ' + words[2] + ' ' + words[3])
        : Stream.empty();
  }

  private static String describe(Message request) {
    String host = request.value("host").orElseThrow().replaceAll("(:[0-9]+)$", "");
    boolean isDotted = host.endsWith(".");
    return request.head().method()
        + ' '
        + (isDotted ? host.substring(0, host.length() - 1) : host)
        + ' '
        + shortened(request.head().target());
  }

  private static String shortened(String target) {
    return target.length() <= 256 ? target : target.substring(0, 8) + "..." + target.length();
  }

  private String canary() throws IOException {
    String target = "/canary-" + ++canaries;
    try (RawClient client = gateway.connect()) {
      Message response = client.get("canary", target);
      assertThat(response.status()).isEqualTo(200);
      assertThat(response.bodyText()).isEqualTo(target);
    }
    return target;
  }
}
