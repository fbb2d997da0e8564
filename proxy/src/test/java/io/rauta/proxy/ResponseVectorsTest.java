package io.rauta.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rauta.config.cluster.ConnectionSettings;
import io.rauta.config.listener.HttpSettings;
import io.rauta.origins.ConnectionEnd;
import io.rauta.origins.Message;
import io.rauta.origins.OriginConnection;
import io.rauta.origins.RawClient;
import io.rauta.origins.ScriptedOrigin;
import io.rauta.proxy.vectors.Vector;
import io.rauta.proxy.vectors.VectorFile;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What backends may answer: each vector is the answer to one request, followed by a canary from
 * another client. An expectation reads: the method asked with; the status that the client gets, or
 * {@code cut} where it must see that its answer is not whole; whether the backend's connection is
 * {@code reused} for the canary or {@code closed}; {@code fin} where the backend ends its side
 * behind the bytes; {@code data=} for the body and {@code interim=} for the interim answers.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResponseVectorsTest {

  private static final String CANARY = "canary";

  private final Gateway gateway = Gateway.to(1);

  static List<Vector> vectors() {
    return VectorFile.folder("response");
  }

  @AfterAll
  void close() {
    gateway.close();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void inOnePiece(Vector vector) throws IOException {
    play(vector, Math.max(1, vector.bytes().length));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void byteByByte(Vector vector) throws IOException {
    play(vector, 1);
  }

  /** A backend that answers its first request with a vector and all others with the canary. */
  private static final class Backend {
    private final Vector vector;
    private final int pieceSize;
    private final AtomicBoolean played = new AtomicBoolean();

    Backend(Vector vector, int pieceSize) {
      this.vector = vector;
      this.pieceSize = pieceSize;
    }

    void play(OriginConnection connection) throws IOException {
      while (connection.readRequest().isPresent()) {
        if (played.compareAndSet(false, true)) {
          answer(connection);
        } else {
          connection.respond(200, CANARY);
        }
      }
    }

    private void answer(OriginConnection connection) throws IOException {
      byte[] bytes = vector.bytes();
      for (int at = 0; at < bytes.length; at += pieceSize) {
        connection.send(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + pieceSize)));
      }
      if (words(vector).contains("fin")) {
        connection.halfClose();
      }
    }
  }

  private static List<String> words(Vector vector) {
    return List.of(vector.expected().getFirst().split(" ", -1));
  }

  private void play(Vector vector, int pieceSize) throws IOException {
    Backend backend = new Backend(vector, pieceSize);
    try (ScriptedOrigin origin = ScriptedOrigin.start(backend::play);
        RawClient client = gateway.connect()) {
      gateway.apply(
          HttpSettings.DEFAULT,
          Gateway.defaultTimeouts(),
          ConnectionSettings.DEFAULT,
          origin.port());
      String method = words(vector).getFirst();
      client.send(method + " /vector HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(seen(client, vector)).isEqualTo(vector.expected().getFirst());
      boolean isReused = words(vector).contains("reused");
      if (!isReused) {
        OriginConnection first = origin.connections().getFirst();
        await()
            .pollInterval(Duration.ofMillis(2))
            .until(() -> first.end() != ConnectionEnd.OPEN || first.failure().isPresent());
      }
      canary();
      assertThat(origin.connections()).hasSize(isReused ? 1 : 2);
    }
  }

  private static String seen(RawClient client, Vector vector) throws IOException {
    List<String> words = words(vector);
    List<String> seen = new ArrayList<>(words);
    List<Message> answers = new ArrayList<>();
    try {
      do {
        answers.add(client.readResponse(words.getFirst()));
      } while (answers.getLast().status() < 200);
    } catch (IOException e) {
      seen.set(1, "cut");
      return String.join(" ", seen);
    }
    Message last = answers.getLast();
    seen.set(1, Integer.toString(last.status()));
    seen.replaceAll(word -> word.startsWith("data=") ? "data=" + last.bodyText() : word);
    String interims =
        answers.subList(0, answers.size() - 1).stream()
            .map(answer -> Integer.toString(answer.status()))
            .collect(Collectors.joining(","));
    seen.replaceAll(word -> word.startsWith("interim=") ? "interim=" + interims : word);
    return String.join(" ", seen);
  }

  private void canary() throws IOException {
    try (RawClient client = gateway.connect()) {
      assertThat(client.get("a", "/canary").bodyText()).isEqualTo(CANARY);
    }
  }
}
