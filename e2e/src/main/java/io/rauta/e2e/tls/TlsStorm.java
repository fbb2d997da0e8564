package io.rauta.e2e.tls;

import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.Site;
import io.rauta.e2e.trial.Trial;
import io.rauta.origins.load.LoadClient;
import io.rauta.origins.load.LoadPlan;
import io.rauta.origins.load.LoadReport;
import io.rauta.origins.tls.TestIssuer;
import io.rauta.origins.tls.TestTls;
import java.time.Duration;
import java.util.Optional;

/** Thousands of clients that all begin their handshakes now, beside clients that are there. */
public final class TlsStorm implements Case {
  private static final int ESTABLISHED = 16;
  private static final double PER_SECOND = 200;
  private static final int AT_ONCE = 100;
  private static final int HANDSHAKES = 5_000;
  private static final double AIM = 2;

  @Override
  public String name() {
    return "tls-storm";
  }

  @Override
  public String promise() {
    return "clients that have their connections are served as before while thousands of others"
        + " make handshakes, all of which succeed";
  }

  @Override
  public void run(Trial trial) throws Exception {
    TestIssuer root = TestIssuer.root("root");
    Site site = trial.site().route("b", trial.backend("b").port()).secure(root.issue("b.test"));
    LoadPlan plan =
        Trial.load(site, "b", "/", ESTABLISHED)
            .withTls(TestTls.context(Optional.empty(), root))
            .withTimeout(Duration.ofSeconds(30));
    trial.gateway(site);
    try (LoadClient good = LoadClient.start(plan.withRate(PER_SECOND))) {
      Expect.eventually(
          "clients are served", Duration.ofSeconds(30), () -> good.interval().ok() > 0);
      Thread.sleep(2000);
      LoadReport ignored = good.interval();
      Thread.sleep(trial.scaled(4000, 15_000));
      LoadReport before = good.interval();
      LoadReport storm = storm(plan, trial.scaled(HANDSHAKES / 5, HANDSHAKES));
      LoadReport during = good.interval();
      trial.figure("handshakes", String.valueOf(storm));
      trial.figure("established before", String.valueOf(before));
      trial.figure("established meanwhile", String.valueOf(during));
      trial.figure(
          "p99 meanwhile / before",
          during.p99().toNanos() / (double) Math.max(1, before.p99().toNanos()),
          AIM);
      Expect.equal(0L, storm.lost(), "handshakes that failed, such as " + storm.samples());
      Expect.that(
          during.p99().compareTo(before.p99().plus(Expect.SLACK)) < 0,
          "established clients wait for " + during.p99());
      LoadReport all = good.stop();
      Expect.equal(0L, all.lost(), "requests of established clients lost, " + all.samples());
    }
  }

  private static LoadReport storm(LoadPlan plan, int handshakes) throws InterruptedException {
    LoadPlan fresh =
        new LoadPlan(plan.server(), plan.targets(), AT_ONCE, 0, Duration.ZERO, plan.timeout(), 1);
    try (LoadClient clients = LoadClient.start(fresh)) {
      long done = 0;
      while (done < handshakes) {
        Thread.sleep(20);
        LoadReport report = clients.interval();
        done += report.ok() + report.lost();
      }
      return clients.stop();
    }
  }
}
