package io.rauta.e2e.traffic;

import io.rauta.e2e.trial.BackendProcess;
import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.GatewayProcess;
import io.rauta.e2e.trial.Trial;
import io.rauta.origins.OriginConnection;
import io.rauta.origins.RawClient;
import io.rauta.origins.ScriptedOrigin;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A client that stops reading, and a backend that stops reading. */
public final class StalledPeers implements Case {
  private static final long BUFFERED = 64L << 20;

  @Override
  public String name() {
    return "stalled-peers";
  }

  @Override
  public String promise() {
    return "a client that stops reading stops the backend's answer, a backend that stops reading"
        + " stops the client's body";
  }

  @Override
  public void run(Trial trial) throws Exception {
    BackendProcess backend = trial.backend("b");
    try (ScriptedOrigin deaf = ScriptedOrigin.start(StalledPeers::readHeadOnly)) {
      GatewayProcess gateway =
          trial.gateway(trial.site().route("b", backend.port()).route("deaf", deaf.port()));
      try (RawClient client = gateway.connect()) {
        client.send("GET /big/10 HTTP/1.1\r\nHost: b.test\r\n\r\n").readExactly(1 << 20);
        expectStall(trial, "answer", () -> backend.counter("bodyBytesSent"));
      }
      try (RawClient client = gateway.connect()) {
        client.send("POST / HTTP/1.1\r\nHost: deaf.test\r\nContent-Length: 10000000000\r\n\r\n");
        AtomicLong sent = new AtomicLong();
        Thread.ofVirtual().start(() -> sendForEver(client, sent));
        expectStall(trial, "request body", sent::get);
      }
    }
  }

  private static void readHeadOnly(OriginConnection connection) throws Exception {
    connection.readHead();
    connection.delay(java.time.Duration.ofMinutes(1));
  }

  private static void sendForEver(RawClient client, AtomicLong sent) {
    byte[] block = new byte[64 * 1024];
    try {
      while (true) {
        client.send(block);
        sent.addAndGet(block.length);
      }
    } catch (java.io.IOException e) {
      // The test has ended.
    }
  }

  private static void expectStall(Trial trial, String what, LongSupplier bytes)
      throws InterruptedException {
    long[] last = {-1};
    Expect.eventually("the " + what + " stalls", Expect.SLACK, () -> settled(last, bytes));
    Expect.that(
        last[0] > 0 && last[0] < BUFFERED,
        "%d bytes of the %s went on before it stalled".formatted(last[0], what));
    trial.figure(what + " stalled after", "%.1f MiB".formatted(last[0] / (double) (1 << 20)));
  }

  /** Whether the count has not changed for half a second. */
  private static boolean settled(long[] last, LongSupplier bytes) {
    long now = bytes.getAsLong();
    boolean same = now == last[0];
    last[0] = now;
    java.util.concurrent.locks.LockSupport.parkNanos(500_000_000);
    return same && bytes.getAsLong() == now;
  }
}
