package io.rauta.e2e.drain;

import io.rauta.e2e.trial.BackendProcess;
import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.GatewayProcess;
import io.rauta.e2e.trial.Site;
import io.rauta.e2e.trial.Trial;
import java.time.Duration;

/** A file change during the drain delay. */
public final class DrainDelayReload implements Case {
  private static final Duration DELAY = Duration.ofSeconds(4);

  @Override
  public String name() {
    return "drain-delay-reload";
  }

  @Override
  public String promise() {
    return "file changes are followed until drain.delay is over";
  }

  @Override
  public void run(Trial trial) throws Exception {
    BackendProcess backend = trial.backend("b");
    Site site = trial.site().route("b", backend.port());
    GatewayProcess gateway = trial.gateway(site, "--drain-delay", DELAY.toSeconds() + "s");
    long start = System.nanoTime();
    gateway.signal("TERM");
    Expect.eventually("/ready is 503", Expect.SLACK, () -> gateway.admin("/ready").status() == 503);
    Expect.equal(404, gateway.get("late", "/").status(), "status before the change");
    site.route("late", backend.port());
    trial.figure(
        "change served after",
        Expect.eventually("the change is served", DELAY, () -> gateway.serves("late")),
        Duration.ofMillis(200));
    Expect.equal(0, gateway.awaitExit(DELAY.plus(Expect.SLACK)), "exit code");
    Expect.neverEarly(Expect.since(start), DELAY, "the exit");
  }
}
