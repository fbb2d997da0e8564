package io.rauta.e2e.config;

import io.rauta.e2e.trial.BackendProcess;
import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.GatewayProcess;
import io.rauta.e2e.trial.Site;
import io.rauta.e2e.trial.Trial;
import io.rauta.origins.load.LoadClient;
import io.rauta.origins.load.LoadReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A hundred file changes a second under load. */
public final class ConfigChurn implements Case {
  private static final int PER_SECOND = 100;
  private static final int CHANGING_FILES = 20;

  @Override
  public String name() {
    return "config-churn";
  }

  @Override
  public String promise() {
    return "100 file changes a second under load lose no request, and the last change takes effect";
  }

  @Override
  public void run(Trial trial) throws Exception {
    BackendProcess backend = trial.backend("b");
    Site site = trial.site().routeSetting("b", "x-generation", "0", backend.port());
    for (int i = 1; i < CHANGING_FILES; i++) {
      site.routeSetting("b" + i, "x-generation", "0", backend.port());
    }
    GatewayProcess gateway = trial.gateway(site);
    Duration length = Duration.ofSeconds(trial.scaled(5, 60));
    try (LoadClient load =
        LoadClient.start(Trial.load(site, "b", "/", 32).withRate(trial.scaled(1000, 2000)))) {
      Thread.sleep(3000);
      load.interval();
      Thread.sleep(length);
      LoadReport quiet = load.interval();
      int changes = change(site, backend.port(), length);
      LoadReport churning = load.interval();
      Duration effective =
          Expect.eventually(
              "the last change takes effect", Expect.SLACK, () -> generation(gateway, changes));
      trial.figure(
          "changes", "%d, %.0f/s".formatted(changes, changes / (double) length.toSeconds()));
      trial.figure("last change effective after", effective, Duration.ofMillis(100));
      trial.figure("quiet", String.valueOf(quiet));
      trial.figure("churning", String.valueOf(churning));
      trial.figure(
          "p99 churning / quiet", churning.p99().toNanos() / (double) quiet.p99().toNanos(), 1.5);
      LoadReport all = load.stop();
      Expect.equal(0L, all.lost(), "requests lost, such as " + all.samples());
    }
  }

  /**
   * Rewrites one file every hundredth of a second; returns the number of the last change, which is
   * on the host b.
   */
  private static int change(Site site, int port, Duration length) {
    int changes = (int) length.toSeconds() * PER_SECOND / CHANGING_FILES * CHANGING_FILES;
    long start = System.nanoTime();
    for (int i = 1; i <= changes; i++) {
      int file = i % CHANGING_FILES;
      site.routeSetting(file == 0 ? "b" : "b" + file, "x-generation", Integer.toString(i), port);
      long due = start + i * (1_000_000_000L / PER_SECOND);
      for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
        LockSupport.parkNanos(wait);
      }
    }
    return changes;
  }

  private static boolean generation(GatewayProcess gateway, int wanted) {
    try {
      return gateway.get("b", "/").bodyText().contains("[\"x-generation\",\"" + wanted + "\"]");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
