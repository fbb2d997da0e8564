package io.rauta.origins.vectors;

import io.rauta.origins.MalformedMessageException;
import io.rauta.origins.Message;
import io.rauta.origins.MessageHead;
import io.rauta.origins.OriginConnection;
import io.rauta.origins.ScriptedOrigin;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The backend of all vectors: answers with the target that it was asked for, or plays the backend's
 * part of the current vector, and keeps a record of what it has seen. Requests for the host of the
 * canary are never part of a vector.
 */
public final class VectorOrigin implements AutoCloseable {

  /** The host of requests that have to be answered whatever the vector does. */
  static final String CANARY = "canary";

  private final ScriptedOrigin origin;
  private final AtomicInteger connections = new AtomicInteger();
  private final Set<Integer> ended = ConcurrentHashMap.newKeySet();
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private volatile List<Step> part = List.of();

  /** What was seen of one request: on which connection, its head, and all of it if it was whole. */
  static final class Seen {
    private final int connection;
    private final Optional<MessageHead> head;
    private volatile Optional<Message> whole = Optional.empty();

    private Seen(int connection, Optional<MessageHead> head) {
      this.connection = connection;
      this.head = head;
    }

    int connection() {
      return connection;
    }

    /** The head; empty where it was malformed. */
    Optional<MessageHead> head() {
      return head;
    }

    /** The request with its body; empty where it was cut or malformed. */
    Optional<Message> whole() {
      return whole;
    }

    boolean isCanary() {
      return head.map(h -> h.values("host").contains(CANARY)).orElse(false);
    }
  }

  private VectorOrigin(int port) {
    origin = ScriptedOrigin.start(port, this::serve);
  }

  /** Starts one; port 0 takes a free one. */
  public static VectorOrigin start(int port) {
    return new VectorOrigin(port);
  }

  public int port() {
    return origin.port();
  }

  /** Forgets what was seen and plays another part. */
  void begin(List<Step> nextPart) {
    part = nextPart;
    seen.clear();
  }

  /** What was seen since the last beginning, oldest first. */
  List<Seen> seen() {
    return List.copyOf(seen);
  }

  /** Whether a connection has ended. */
  boolean hasEnded(int connection) {
    return ended.contains(connection);
  }

  private void serve(OriginConnection connection) throws Exception {
    int number = connections.incrementAndGet();
    try {
      while (serveOne(connection, number)) {}
    } finally {
      ended.add(number);
    }
  }

  private boolean serveOne(OriginConnection connection, int number) throws Exception {
    Optional<MessageHead> head;
    try {
      head = connection.readHead();
    } catch (MalformedMessageException e) {
      seen.add(new Seen(number, Optional.empty()));
      throw e;
    }
    if (head.isEmpty()) {
      return false;
    }
    Seen request = new Seen(number, head);
    seen.add(request);
    List<Step> steps = request.isCanary() ? List.of() : part;
    boolean isEarly = steps.contains(new Step.Early());
    if (isEarly) {
      play(steps, connection);
    }
    request.whole = Optional.of(connection.readBody(head.get()));
    if (steps.isEmpty()) {
      answerWithTarget(connection, head.get());
    } else if (!isEarly) {
      play(steps, connection);
    }
    return !steps.contains(new Step.Reset());
  }

  private static void answerWithTarget(OriginConnection connection, MessageHead head)
      throws IOException {
    String target = head.target();
    connection.send(
        "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(target.length(), head.method().equals("HEAD") ? "" : target));
  }

  private static void play(List<Step> steps, OriginConnection connection)
      throws IOException, InterruptedException {
    for (Step step : steps) {
      switch (step) {
        case Step.Send(byte[] bytes) -> connection.send(bytes);
        case Step.Pause(var duration) -> connection.delay(duration);
        case Step.Fin() -> connection.halfClose();
        case Step.Reset() -> connection.reset();
        case Step.Early(), Step.Await() -> {}
      }
    }
  }

  @Override
  public void close() {
    origin.close();
  }
}
