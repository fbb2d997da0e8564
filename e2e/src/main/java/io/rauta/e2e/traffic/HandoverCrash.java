package io.rauta.e2e.traffic;

import io.rauta.e2e.trial.BackendProcess;
import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.GatewayProcess;
import io.rauta.e2e.trial.Site;
import io.rauta.e2e.trial.Trial;
import java.time.Duration;
import java.util.regex.Pattern;

/** A successor that is ready is killed while its predecessor still runs. */
public final class HandoverCrash implements Case {
  private static final Pattern TAKEN = Pattern.compile("are taken over from pid");

  @Override
  public String name() {
    return "handover-crash";
  }

  @Override
  public String promise() {
    return "a predecessor whose successor is killed is in charge again, admin address included, and"
        + " the next process takes over from it";
  }

  @Override
  public void run(Trial trial) throws Exception {
    BackendProcess backend = trial.backend("b");
    Site site = trial.site().route("b", backend.port());
    GatewayProcess old = trial.gateway(site);
    GatewayProcess killed = trial.gateway(site);
    Expect.equal(200, killed.get("b", "/").status(), "status while both run");
    killed.signal("KILL");
    killed.awaitExit(Expect.SLACK);

    for (int i = 0; i < 20; i++) {
      Expect.equal(200, old.get("b", "/").status(), "status after the crash");
    }
    trial.figure(
        "/ready is 200 after",
        Expect.eventually("/ready is 200", Expect.SLACK, () -> old.admin("/ready").status() == 200),
        Duration.ofSeconds(1));

    GatewayProcess next = trial.gateway(site);
    next.awaitLine(TAKEN, Expect.SLACK);
    old.signal("TERM");
    Expect.equal(0, old.awaitExit(Expect.SLACK), "exit code of the predecessor");
    Expect.equal(200, next.get("b", "/").status(), "status at the end");
    Expect.equal(200, next.admin("/ready").status(), "/ready at the end");
  }
}
