package io.rauta.e2e.traffic;

import io.rauta.e2e.trial.BackendProcess;
import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.GatewayProcess;
import io.rauta.e2e.trial.Site;
import io.rauta.e2e.trial.Trial;
import io.rauta.origins.load.LoadClient;
import io.rauta.origins.load.LoadReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A second process on the same port takes over while clients go on at full speed. */
public final class Handover implements Case {
  private static final int KEEP_ALIVE = 64;
  private static final int RECONNECTING = 8;
  private static final long REQUESTS = 500_000;

  /** What the old process logs when its successor has the sockets but does not serve yet. */
  private static final Pattern TAKEN = Pattern.compile("successor .*has the");

  /** When the old process is told to stop. */
  public enum Moment {
    AFTER_READY,
    WHILE_STARTING
  }

  private final Moment moment;

  public Handover(Moment moment) {
    this.moment = moment;
  }

  @Override
  public String name() {
    return moment == Moment.AFTER_READY ? "handover" : "handover-early";
  }

  @Override
  public String promise() {
    return moment == Moment.AFTER_READY
        ? "a second process takes the port over from the first under load and nothing is lost or"
            + " refused"
        : "a process told to stop while its successor is starting serves until that one is ready";
  }

  @Override
  public void run(Trial trial) throws Exception {
    BackendProcess backend = trial.backend("b");
    Site site = trial.site().route("b", backend.port());
    GatewayProcess current = trial.gateway(site);
    try (LoadClient kept = LoadClient.start(Trial.load(site, "b", "/", KEEP_ALIVE));
        LoadClient fresh =
            LoadClient.start(
                Trial.load(site, "b", "/", RECONNECTING).withRequestsPerConnection(1))) {
      List<Duration> drains = new ArrayList<>();
      long done = 0;
      for (int i = 0; i < trial.scaled(2, 20) || (trial.full() && done < REQUESTS); i++) {
        Thread.sleep(trial.scaled(500, 1000));
        GatewayProcess next = trial.launch(site, Map.of(), "");
        drains.add(replace(current, next));
        current = next;
        done += kept.interval().ok();
      }
      Thread.sleep(1000);
      LoadReport keptReport = kept.stop();
      LoadReport freshReport = fresh.stop();
      trial.figure("handovers", "%d".formatted(drains.size()));
      trial.figure(
          "longest exit after SIGTERM",
          "%d ms".formatted(drains.stream().mapToLong(Duration::toMillis).max().orElse(0)));
      trial.figure(KEEP_ALIVE + " keep-alive clients", String.valueOf(keptReport));
      trial.figure(
          RECONNECTING + " clients that connect for every request", String.valueOf(freshReport));
      Expect.equal(
          0L, keptReport.lost(), "keep-alive requests lost, such as " + keptReport.samples());
      Expect.equal(
          0L,
          freshReport.lost(),
          "requests of fresh connections lost, such as " + freshReport.samples());
      Expect.that(keptReport.ok() > 0 && freshReport.ok() > 0, "no load");
    }
  }

  private Duration replace(GatewayProcess old, GatewayProcess next) throws Exception {
    if (moment == Moment.AFTER_READY) {
      next.awaitReady();
      Thread.sleep(150);
    } else {
      old.awaitLine(TAKEN, Duration.ofSeconds(60));
    }
    long start = System.nanoTime();
    old.signal("TERM");
    next.awaitReady();
    Expect.equal(0, old.awaitExit(Duration.ofSeconds(35)), "exit code of the old process");
    return Expect.since(start);
  }
}
