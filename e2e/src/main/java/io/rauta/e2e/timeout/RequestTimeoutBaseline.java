package io.rauta.e2e.timeout;

import io.rauta.e2e.trial.BackendProcess;
import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.GatewayProcess;
import io.rauta.e2e.trial.Site;
import io.rauta.e2e.trial.Trial;
import io.rauta.origins.load.LoadClient;
import io.rauta.origins.load.LoadReport;
import java.util.List;
import java.util.Map;

/** Many requests that run into their timeout. */
public final class RequestTimeoutBaseline implements Case {
  private static final int REQUESTS = 1000;
  private static final double GROWTH_MIB = 64;

  @Override
  public String name() {
    return "request-timeout-baseline";
  }

  @Override
  public String promise() {
    return "after 1,000 requests that timed out no connection, no active request and no memory is"
        + " held";
  }

  @Override
  public void run(Trial trial) throws Exception {
    BackendProcess backend = trial.backend("slow");
    Site site = trial.site().route("slow", backend.port());
    GatewayProcess gateway = trial.gateway(site, "--request-timeout", "200ms");
    timeOut(trial, site);
    awaitNothingHeld(gateway, backend);
    long before = gateway.residentBytes();
    timeOut(trial, site);
    awaitNothingHeld(gateway, backend);
    double grown = (gateway.residentBytes() - before) / (double) (1 << 20);
    trial.figure("memory grown over the second 1,000 (MiB)", grown, 16);
    Expect.that(grown < GROWTH_MIB, "memory has grown by %.1f MiB".formatted(grown));
    double counted = gateway.metric("rauta_timeouts_total", "request\"");
    Expect.that(counted >= 2 * REQUESTS, "only " + counted + " timeouts are counted");
    Expect.equal(200, gateway.get("slow", "/").status(), "status afterwards");
  }

  private static void timeOut(Trial trial, Site site) throws InterruptedException {
    try (LoadClient load = LoadClient.start(Trial.load(site, "slow", "/delay/60000", 50))) {
      long answered = 0;
      while (answered < REQUESTS) {
        Thread.sleep(100);
        LoadReport report = load.interval();
        answered += report.statuses().getOrDefault(504, 0L);
        Expect.that(
            report.statuses().keySet().stream().allMatch(s -> s == 504),
            "statuses %s".formatted(report.statuses()));
      }
      LoadReport all = load.stop();
      Expect.equal(Map.of(504, all.lost()), all.statuses(), "statuses of all requests");
      trial.figure("timed out", "%d requests".formatted(all.lost()));
    }
  }

  private static void awaitNothingHeld(GatewayProcess gateway, BackendProcess backend)
      throws InterruptedException {
    Expect.eventually(
        "only the connection that asks is open at the backend",
        Expect.SLACK,
        () -> backend.counter("open") == 1);
    for (String gauge : List.of("rauta_active_requests", "rauta_upstream_connections_active")) {
      Expect.eventually(gauge + " is 0", Expect.SLACK, () -> gateway.metric(gauge, "") == 0);
    }
  }
}
