package io.rauta.e2e.drain;

import io.rauta.e2e.trial.BackendProcess;
import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.GatewayProcess;
import io.rauta.e2e.trial.Trial;
import java.time.Duration;

/** A drain delay: not ready any more, but serving. */
public final class DrainDelay implements Case {
  private static final Duration DELAY = Duration.ofSeconds(2);

  @Override
  public String name() {
    return "drain-delay";
  }

  @Override
  public String promise() {
    return "/ready turns 503 at once on SIGTERM; new connections are served for drain.delay, then"
        + " refused";
  }

  @Override
  public void run(Trial trial) throws Exception {
    BackendProcess backend = trial.backend("b");
    GatewayProcess gateway =
        trial.gateway(
            trial.site().route("b", backend.port()), "--drain-delay", DELAY.toSeconds() + "s");
    Expect.equal(200, gateway.admin("/ready").status(), "/ready before");
    long start = System.nanoTime();
    gateway.signal("TERM");
    Duration unready =
        Expect.eventually(
            "/ready is 503", Duration.ofSeconds(1), () -> gateway.admin("/ready").status() == 503);
    trial.figure("/ready is 503 after", unready, Duration.ofMillis(100));
    int served = 0;
    while (!Drains.refuses(gateway) && Expect.since(start).compareTo(DELAY.minusMillis(200)) < 0) {
      Expect.equal(200, gateway.get("b", "/").status(), "status during the delay");
      served++;
    }
    Expect.that(
        Expect.since(start).compareTo(DELAY.minusMillis(200)) >= 0,
        "connects refused before the delay is over");
    Expect.equal(0, gateway.awaitExit(DELAY.plus(Expect.SLACK)), "exit code");
    Expect.neverEarly(Expect.since(start), DELAY, "the exit");
    trial.figure("new connections served during the delay", "%d".formatted(served));
  }
}
