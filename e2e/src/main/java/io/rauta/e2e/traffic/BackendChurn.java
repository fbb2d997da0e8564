package io.rauta.e2e.traffic;

import io.rauta.e2e.trial.BackendProcess;
import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.Site;
import io.rauta.e2e.trial.Trial;
import io.rauta.origins.load.LoadClient;
import io.rauta.origins.load.LoadReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Backends that are killed and started again under load. */
public final class BackendChurn implements Case {
  private static final int CLIENTS = 32;

  @Override
  public String name() {
    return "backend-churn";
  }

  @Override
  public String promise() {
    return "backends killed and started under load: no GET is lost but those in flight on the"
        + " killed process";
  }

  @Override
  public void run(Trial trial) throws Exception {
    List<BackendProcess> backends = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      backends.add(trial.backend("b" + i));
    }
    Site site = trial.site().route("b", backends.stream().mapToInt(BackendProcess::port).toArray());
    trial.gateway(site);
    long inFlight = 0;
    int kills = trial.scaled(4, 20);
    try (LoadClient load = LoadClient.start(Trial.load(site, "b", "/", CLIENTS))) {
      for (int i = 0; i < kills; i++) {
        int victim = i % backends.size();
        Thread.sleep(1000);
        expectNothingLost(load.interval());
        backends.get(victim).kill();
        Thread.sleep(500);
        LoadReport atKill = load.interval();
        Expect.that(
            atKill.lost() <= CLIENTS,
            "a kill lost %d requests of %d clients: %s"
                .formatted(atKill.lost(), CLIENTS, atKill.samples()));
        Expect.that(
            Set.of(200, 502).containsAll(atKill.statuses().keySet()),
            "statuses %s".formatted(atKill.statuses()));
        inFlight += atKill.lost();
        Thread.sleep(500);
        backends.set(victim, trial.backend("b" + victim, backends.get(victim).port()));
      }
      Thread.sleep(1000);
      expectNothingLost(load.interval());
      trial.figure("all", String.valueOf(load.stop()));
    }
    trial.figure("lost in flight", "%d at %d kills".formatted(inFlight, kills));
  }

  private static void expectNothingLost(LoadReport report) {
    Expect.that(
        report.lost() == 0,
        "lost while no backend was killed: %s, such as %s".formatted(report, report.samples()));
    Expect.that(report.ok() > 0, "no load");
  }
}
