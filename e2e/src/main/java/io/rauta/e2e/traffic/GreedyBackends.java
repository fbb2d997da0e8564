package io.rauta.e2e.traffic;

import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.GatewayProcess;
import io.rauta.e2e.trial.MemoryWatch;
import io.rauta.e2e.trial.Site;
import io.rauta.e2e.trial.Trial;
import io.rauta.origins.OriginConnection;
import io.rauta.origins.RawClient;
import io.rauta.origins.ScriptedOrigin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Backends whose answers have no end where one must come. */
public final class GreedyBackends implements Case {

  private static final int CLIENTS = 64;
  private static final String BLOCK = "e".repeat(16 * 1024);

  /** What goes on for ever, and what the client may get. */
  private enum Greed {
    FIELD("HTTP/1.1 200 OK\r\nX: ", BLOCK, "502"),
    FIELDS("HTTP/1.1 200 OK\r\n", "x: 1\r\n".repeat(2000), "502"),
    REASON("HTTP/1.1 200 ", BLOCK, "502"),
    INTERIM("", "HTTP/1.1 103 Early Hints\r\n\r\n".repeat(500), "502"),
    EXTENSION("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;", BLOCK, "502|cut"),
    EXTENSIONS(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        "1;eeeeeeee\r\nx\r\n".repeat(1000),
        "502|cut"),
    TRAILERS(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n",
        "x: 1\r\n".repeat(2000),
        "502|cut");

    private final String start;
    private final String rest;
    private final String outcome;

    Greed(String start, String rest, String outcome) {
      this.start = start;
      this.rest = rest;
      this.outcome = outcome;
    }

    String host() {
      return name().toLowerCase(Locale.ROOT);
    }

    void play(OriginConnection connection) throws IOException {
      if (connection.readRequest().isPresent()) {
        connection.send(start);
        while (true) {
          connection.send(rest);
        }
      }
    }
  }

  @Override
  public String name() {
    return "greedy-backends";
  }

  @Override
  public String promise() {
    return "a backend whose head, interim answers, chunk extensions or trailers do not end gets"
        + " nothing but a closed connection, and costs no memory";
  }

  @Override
  public void run(Trial trial) throws Exception {
    List<ScriptedOrigin> origins = new ArrayList<>();
    Site site = trial.site();
    for (Greed greed : Greed.values()) {
      origins.add(ScriptedOrigin.start(greed::play));
      site.route(greed.host(), origins.getLast().port());
    }
    GatewayProcess gateway = trial.gateway(site);
    for (Greed greed : Greed.values()) {
      expectOutcome(gateway, greed);
    }
    try (MemoryWatch memory = MemoryWatch.start(gateway)) {
      for (Greed greed : Greed.values()) {
        atOnce(gateway, greed, trial.scaled(4, 40));
      }
      memory.expectFlat(trial);
    }
    Expect.eventually(
        "no connection is left to a backend",
        Expect.SLACK,
        () -> gateway.metric("rauta_upstream_connections_active", "") == 0);
    origins.forEach(ScriptedOrigin::close);
  }

  private static void atOnce(GatewayProcess gateway, Greed greed, int rounds) throws Exception {
    List<Future<?>> clients = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(
            threads.submit(
                () -> {
                  for (int round = 0; round < rounds; round++) {
                    expectOutcome(gateway, greed);
                  }
                }));
      }
      for (Future<?> client : clients) {
        client.get();
      }
    }
  }

  private static void expectOutcome(GatewayProcess gateway, Greed greed) {
    String outcome = outcome(gateway, greed);
    Expect.that(outcome.matches(greed.outcome), "%s came to %s".formatted(greed, outcome));
  }

  private static String outcome(GatewayProcess gateway, Greed greed) {
    try (RawClient client = gateway.connect()) {
      client.readTimeout(Duration.ofSeconds(30));
      client.send("GET / HTTP/1.1\r\nHost: " + greed.host() + ".test\r\n\r\n");
      return Integer.toString(client.readFinalResponse("GET").status());
    } catch (IOException | UncheckedIOException e) {
      return "cut";
    }
  }
}
