package io.rauta.e2e.drain;

import io.rauta.e2e.trial.BackendProcess;
import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.GatewayProcess;
import io.rauta.e2e.trial.Trial;
import io.rauta.origins.RawClient;
import java.time.Duration;

/** A second signal during the drain. */
public final class DrainSecondSignal implements Case {
  private static final Duration ASSERTED = Duration.ofSeconds(2);

  @Override
  public String name() {
    return "drain-second-signal";
  }

  @Override
  public String promise() {
    return "a second signal ends at once: exit 3 when a request was cut, else 0";
  }

  @Override
  public void run(Trial trial) throws Exception {
    BackendProcess backend = trial.backend("b");
    GatewayProcess busy = trial.gateway(trial.site().route("b", backend.port()));
    try (RawClient client = busy.connect()) {
      client.send("GET /delay/60000 HTTP/1.1\r\nHost: b.test\r\n\r\n");
      Drains.awaitRequest(backend);
      trial.figure(
          "exit with a request in flight", endTwice(busy, "TERM", 3), Duration.ofMillis(200));
    }
    GatewayProcess quiet =
        trial.gateway(trial.site().route("b", backend.port()), "--drain-delay", "30s");
    trial.figure("exit with nothing in flight", endTwice(quiet, "INT", 0), Duration.ofMillis(200));
  }

  private static Duration endTwice(GatewayProcess gateway, String second, int code)
      throws Exception {
    gateway.signal("TERM");
    Expect.eventually("/ready is 503", Expect.SLACK, () -> gateway.admin("/ready").status() == 503);
    long start = System.nanoTime();
    gateway.signal(second);
    Expect.equal(code, gateway.awaitExit(ASSERTED), "exit code");
    return Expect.since(start);
  }
}
