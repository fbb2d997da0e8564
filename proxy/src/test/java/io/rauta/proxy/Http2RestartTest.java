package io.rauta.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rauta.origins.ConnectionEnd;
import io.rauta.origins.Message;
import io.rauta.origins.OriginConnection;
import io.rauta.origins.RawClient;
import io.rauta.origins.ScriptedOrigin;
import io.rauta.origins.h2.Frame;
import io.rauta.origins.h2.Http2Message;
import io.rauta.origins.h2.Http2Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Backends over HTTP/2 that end and come back while requests are under way. */
class Http2RestartTest {

  private static final int CLIENTS = 8;
  private static final int ROUNDS = 5;
  private static final int REQUESTS_A_ROUND = 400;

  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();
  private final AtomicBoolean over = new AtomicBoolean();

  /** How a backend ends. */
  private enum End {
    /** It says that it works on nothing that comes now, and answers what it has. */
    GOAWAY,
    /** Its connections are reset, as those of a process that is killed. */
    KILLED
  }

  /** One that answers every request, until it leaves. */
  private static final class Backend implements AutoCloseable {
    private final AtomicBoolean leaving = new AtomicBoolean();
    private final ScriptedOrigin origin;
    private final int port;

    Backend(int wantedPort) {
      origin = ScriptedOrigin.start(wantedPort, this::serve);
      port = origin.port();
    }

    private void serve(OriginConnection connection) throws Exception {
      Http2Wire wire = Http2Wire.accept(connection, Frame.MAX_CONCURRENT_STREAMS, 50);
      int last = 0;
      while (true) {
        Http2Message request = wire.readMessage();
        if (leaving.get()) {
          wire.send(Frame.goAway(last, Frame.NO_ERROR));
          return;
        }
        last = request.stream();
        wire.respond(last, 200, request.text() + "ok");
      }
    }

    void leave() {
      origin.stopListening();
      leaving.set(true);
    }

    /** Waits until every connection has told its client and ended. */
    void awaitEnd() throws InterruptedException {
      origin.await("the end of its connections", Duration.ofSeconds(20), this::hasEnded);
    }

    private boolean hasEnded() {
      return origin.connections().stream()
          .allMatch(
              connection ->
                  connection.end() != ConnectionEnd.OPEN || connection.failure().isPresent());
    }

    int port() {
      return port;
    }

    @Override
    public void close() {
      origin.close();
    }
  }

  private void load(Gateway gateway, String request, String expected) {
    try (RawClient client = gateway.connect()) {
      while (!over.get()) {
        client.send(request);
        Message answer = client.readFinalResponse(request.startsWith("GET") ? "GET" : "POST");
        if (answer.status() == 200 && answer.bodyText().equals(expected)) {
          answered.incrementAndGet();
        } else {
          lost.incrementAndGet();
        }
      }
    } catch (IOException e) {
      lost.incrementAndGet();
    }
  }

  private List<Thread> start(Gateway gateway, String request, String expected) {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      threads.add(Thread.ofVirtual().start(() -> load(gateway, request, expected)));
    }
    return threads;
  }

  private void awaitMore() {
    int wanted = answered.get() + REQUESTS_A_ROUND;
    await("more answers").atMost(Duration.ofSeconds(20)).until(() -> answered.get() >= wanted);
  }

  /** Restarts each of two backends in turn under load; answers how many requests were lost. */
  private int lost(End end, String request, String expected) throws Exception {
    Backend[] backends = {new Backend(0), new Backend(0)};
    try (Gateway gateway = Gateway.toHttp2(backends[0].port(), backends[1].port())) {
      List<Thread> threads = start(gateway, request, expected);
      for (int round = 0; round < ROUNDS; round++) {
        awaitMore();
        int port = backends[round % 2].port();
        if (end == End.GOAWAY) {
          backends[round % 2].leave();
          backends[round % 2].awaitEnd();
        }
        backends[round % 2].close();
        awaitMore();
        backends[round % 2] = new Backend(port);
      }
      awaitMore();
      over.set(true);
      for (Thread thread : threads) {
        thread.join();
      }
      return lost.get();
    } finally {
      backends[0].close();
      backends[1].close();
    }
  }

  @Test
  void nothingIsLostWhereBackendsSayThatTheyLeave() throws Exception {
    assertThat(
            lost(
                End.GOAWAY,
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nbody,",
                "body,ok"))
        .isZero();
  }

  @Test
  void nothingIsLostThatCanBeSentAgainWhereBackendsAreKilled() throws Exception {
    assertThat(lost(End.KILLED, "GET / HTTP/1.1\r\nHost: a\r\n\r\n", "ok")).isZero();
  }
}
