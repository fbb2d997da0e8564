package io.rauta.e2e.traffic;

import io.rauta.e2e.trial.BackendProcess;
import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.GatewayProcess;
import io.rauta.e2e.trial.MemoryWatch;
import io.rauta.e2e.trial.Site;
import io.rauta.e2e.trial.Trial;
import io.rauta.origins.load.LoadClient;
import io.rauta.origins.load.LoadReport;
import java.time.Duration;

/** Clients that connect for every request, in quick succession. */
public final class ConnectionChurn implements Case {
  private static final int CLIENTS = 32;

  @Override
  public String name() {
    return "connection-churn";
  }

  @Override
  public String promise() {
    return "tens of thousands of connections that come and go leave no memory behind";
  }

  @Override
  public void run(Trial trial) throws Exception {
    BackendProcess backend = trial.backend("b");
    Site site = trial.site().route("b", backend.port());
    GatewayProcess gateway = trial.gateway(site);
    LoadReport warmUp = churn(site, 2);
    Expect.equal(0L, warmUp.lost(), "requests lost at first");
    try (MemoryWatch memory = MemoryWatch.start(gateway)) {
      LoadReport report = churn(site, trial.scaled(10, 60));
      trial.figure("clients that connect for every request", String.valueOf(report));
      Expect.equal(0L, report.lost(), "requests lost");
      memory.expectFlat(trial);
    }
  }

  private static LoadReport churn(Site site, int seconds) throws InterruptedException {
    return LoadClient.run(
        Trial.load(site, "b", "/", CLIENTS).withRequestsPerConnection(1),
        Duration.ofSeconds(seconds));
  }
}
