package io.rauta.e2e.traffic;

import io.rauta.e2e.trial.BackendProcess;
import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.GatewayProcess;
import io.rauta.e2e.trial.Site;
import io.rauta.e2e.trial.Trial;
import java.time.Duration;
import java.util.Map;

/** The process is killed outright and started again. */
public final class Crash implements Case {
  private static final Duration ASSERTED = Duration.ofSeconds(5);

  @Override
  public String name() {
    return "crash";
  }

  @Override
  public String promise() {
    return "after kill -9 a restart serves again in under 1 s";
  }

  @Override
  public void run(Trial trial) throws Exception {
    BackendProcess backend = trial.backend("b");
    Site site = trial.site().route("b", backend.port());
    GatewayProcess gateway = trial.gateway(site);
    for (int i = 0; i < trial.scaled(3, 10); i++) {
      Expect.equal(200, gateway.get("b", "/").status(), "status before");
      gateway.signal("KILL");
      Expect.equal(128 + 9, gateway.awaitExit(Expect.SLACK), "exit code");
      long start = System.nanoTime();
      gateway = trial.launch(site, Map.of(), "");
      GatewayProcess restarted = gateway;
      Expect.eventually("the restarted process serves", ASSERTED, () -> restarted.serves("b"));
      trial.figure("serving again after", Expect.since(start), Duration.ofSeconds(1));
    }
  }
}
