package io.rauta.origins.vectors;

import io.rauta.origins.ConnectionEnd;
import io.rauta.origins.MalformedMessageException;
import io.rauta.origins.Message;
import io.rauta.origins.RawClient;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The client of one vector: sends its bytes, reads the answers that have to come, and sees what
 * becomes of its connection.
 *
 * <p>Owned by one thread; used once.
 */
final class VectorClient {

  private static final int LONG_TARGET = 256;

  private final Target target;
  private final Vector vector;
  private final int pieceSize;
  private final List<String> answers = new ArrayList<>();
  private final Deque<Message> awaited = new ArrayDeque<>();
  private long lastSent;
  private String end = "";

  VectorClient(Target target, Vector vector, int pieceSize) {
    this.target = target;
    this.vector = vector;
    this.pieceSize = pieceSize;
  }

  List<String> answers() {
    return answers;
  }

  String end() {
    return end;
  }

  /** Plays the client's part; {@code number} tells its last request from others. */
  void play(List<String> differences, int number) throws IOException, InterruptedException {
    boolean isAdmin = vector.setup().listener() == Setup.Listener.ADMIN;
    try (RawClient client =
        isAdmin ? RawClient.connect(target.admin().orElseThrow()) : target.connect()) {
      client.readTimeout(target.patience());
      send(client);
      for (Expectation expected : vector.promise().answers()) {
        if (!answer(client, expected, differences)) {
          end = "unknown";
          return;
        }
      }
      fate(client, number, differences);
    }
  }

  /** A proxy that refuses what it has read may stop reading. */
  private void send(RawClient client) throws IOException, InterruptedException {
    try {
      for (Step step : vector.client()) {
        switch (step) {
          case Step.Send(byte[] bytes) -> send(client, bytes);
          case Step.Pause(var duration) -> Thread.sleep(duration);
          case Step.Await() ->
              awaited.add(client.readResponse(vector.promise().answers().getFirst().method()));
          case Step.Fin() -> client.halfClose();
          case Step.Reset() -> client.reset();
          case Step.Early() -> {}
        }
      }
    } catch (SocketException | SocketTimeoutException e) {
      // Its answer, or the lack of one, says why.
    }
  }

  private void send(RawClient client, byte[] bytes) throws IOException {
    lastSent = System.nanoTime();
    int size = Math.min(pieceSize, bytes.length);
    for (int at = 0; at < bytes.length; at += size) {
      client.send(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + size)));
    }
  }

  /** Reads one answer and judges it; answers whether reading can go on behind it. */
  private boolean answer(RawClient client, Expectation expected, List<String> differences)
      throws IOException {
    if (expected.isSilent()) {
      client.halfClose();
      return true;
    }
    List<Message> interims = new ArrayList<>();
    try {
      Message answer = next(client, expected);
      while (answer.status() < 200 && answer.status() != 101) {
        interims.add(answer);
        answer = next(client, expected);
      }
      interims.forEach(interim -> answers.add(Integer.toString(interim.status())));
      answers.add(Integer.toString(answer.status()));
      notEarly("the answer", expected.after(), differences);
      AnswerCheck.compare(vector, expected, interims, answer, differences);
      return expected.status().equals(Optional.of(answer.status()));
    } catch (SocketTimeoutException e) {
      answers.add("silence");
    } catch (MalformedMessageException e) {
      answers.add("malformed");
    } catch (EOFException | SocketException e) {
      answers.add(client.received().length == 0 ? "end" : "cut");
    }
    if (expected.isCut() && List.of("cut", "end").contains(answers.getLast())) {
      notEarly("the end", expected.after(), differences);
      return true;
    }
    differences.add("expected <%s>, saw %s".formatted(expected, answers));
    return false;
  }

  private Message next(RawClient client, Expectation expected) throws IOException {
    return awaited.isEmpty() ? client.readResponse(expected.method()) : awaited.remove();
  }

  private void fate(RawClient client, int number, List<String> differences) throws IOException {
    switch (vector.promise().clientFate()) {
      case CLOSED -> {
        int before = client.received().length;
        ConnectionEnd seen = client.awaitEnd(target.patience());
        end = seen == ConnectionEnd.OPEN ? "open" : "closed";
        notEarly("the end", vector.promise().endsAfter(), differences);
        if (seen == ConnectionEnd.OPEN) {
          differences.add("the client's connection stays open");
        }
        if (client.received().length > before) {
          answers.add("more");
          differences.add("bytes follow the last answer");
        }
      }
      case KEPT -> {
        String path = "/after-" + number;
        try {
          Message answer = client.get(VectorOrigin.CANARY, path);
          end = "kept";
          if (answer.status() != 200 || !answer.bodyText().equals(path)) {
            differences.add("the next request got " + answer.status() + " " + answer.bodyText());
          }
        } catch (IOException e) {
          end = "closed";
          differences.add("the next request on the connection got " + e);
        }
      }
    }
  }

  private void notEarly(String what, Optional<Duration> least, List<String> differences) {
    Duration passed = Duration.ofNanos(System.nanoTime() - lastSent);
    if (least.isPresent() && passed.compareTo(least.get()) < 0) {
      differences.add(
          "%s came %d ms too early".formatted(what, least.get().minus(passed).toMillis() + 1));
    }
  }

  /** A target as vectors write it: a long one only by its beginning and length. */
  static String shortened(String target) {
    return target.length() <= LONG_TARGET
        ? target
        : target.substring(0, 8) + "..." + target.length();
  }

  /** Text of a message as vectors write it. */
  static String escaped(String text) {
    return Escapes.encode(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Several values as vectors write them. */
  static String list(List<String> values) {
    return values.stream().collect(Collectors.joining(","));
  }
}
