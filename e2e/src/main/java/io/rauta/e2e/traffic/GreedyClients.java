package io.rauta.e2e.traffic;

import io.rauta.e2e.trial.BackendProcess;
import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.GatewayProcess;
import io.rauta.e2e.trial.MemoryWatch;
import io.rauta.e2e.trial.Trial;
import io.rauta.origins.RawClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** Clients that send without end and read nothing. */
public final class GreedyClients implements Case {

  private static final int CLIENTS = 64;
  private static final Duration LONGEST_STALL = Duration.ofSeconds(35);
  private static final long BUFFERED_EACH = 16L << 20;

  /** What a client sends again and again. */
  private enum Greed {
    PIPELINED("", "GET /bytes/2000 HTTP/1.1\r\nHost: b.test\r\n\r\n".repeat(300)),
    ENDLESS_FIELDS("GET / HTTP/1.1\r\nHost: b.test\r\n", "x: 1\r\n".repeat(2000)),
    ENDLESS_LINE("GET /", "a".repeat(16 * 1024)),
    ENDLESS_EXTENSION(
        "POST / HTTP/1.1\r\nHost: b.test\r\nTransfer-Encoding: chunked\r\n\r\n1;",
        "e".repeat(16 * 1024)),
    TINY_CHUNKS(
        "POST / HTTP/1.1\r\nHost: b.test\r\nTransfer-Encoding: chunked\r\n\r\n",
        "1\r\nx\r\n".repeat(3000));

    private final String start;
    private final String rest;

    Greed(String start, String rest) {
      this.start = start;
      this.rest = rest;
    }
  }

  @Override
  public String name() {
    return "greedy-clients";
  }

  @Override
  public String promise() {
    return "clients that pipeline without reading, or send heads and chunks without end, cost a"
        + " bounded amount of memory, and others are served meanwhile";
  }

  @Override
  public void run(Trial trial) throws Exception {
    BackendProcess backend = trial.backend("b");
    GatewayProcess gateway = trial.gateway(trial.site().route("b", backend.port()));
    for (Greed greed : Greed.values()) {
      attack(trial, gateway, greed);
      Duration gone =
          Expect.eventually(
              "no client is left",
              LONGEST_STALL.plus(Expect.SLACK),
              () -> gateway.metric("rauta_downstream_connections_active", "") == 0);
      trial.figure("gone after the attack ended", gone.toMillis() + " ms");
    }
  }

  private static void attack(Trial trial, GatewayProcess gateway, Greed greed) throws Exception {
    AtomicLong sent = new AtomicLong();
    List<RawClient> clients = new ArrayList<>();
    trial.figure("attack", greed.name().toLowerCase(Locale.ROOT));
    try (MemoryWatch memory = MemoryWatch.start(gateway)) {
      for (int i = 0; i < CLIENTS; i++) {
        RawClient client = gateway.connect();
        clients.add(client);
        Thread.ofVirtual().start(() -> sendForEver(client, greed, sent));
      }
      long end = System.nanoTime() + trial.scaled(3, 20) * 1_000_000_000L;
      while (System.nanoTime() < end) {
        Expect.equal(200, gateway.get("b", "/").status(), "answer to another client");
        Thread.sleep(50);
      }
      memory.expectFlat(trial);
      if (greed == Greed.PIPELINED) {
        trial.figure("taken of each (MiB)", sent.get() / (double) (CLIENTS << 20), 8);
        Expect.that(sent.get() < CLIENTS * BUFFERED_EACH, "reading does not stop");
      }
    } finally {
      clients.forEach(RawClient::close);
    }
  }

  private static void sendForEver(RawClient client, Greed greed, AtomicLong sent) {
    try {
      client.send(greed.start);
      while (true) {
        client.send(greed.rest);
        sent.addAndGet(greed.rest.length());
      }
    } catch (IOException e) {
      // Refused, or the attack has ended.
    }
  }
}
