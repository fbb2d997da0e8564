package io.rauta.e2e.kubernetes;

import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Cluster;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.Trial;
import io.rauta.origins.load.LoadClient;
import io.rauta.origins.load.LoadReport;
import java.time.Duration;

/** Pods of the gateway end, are replaced and change in number while clients go on. */
public final class PodsComeAndGo implements Case {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int KEEP_ALIVE = 16;
  private static final int RECONNECTING = 4;
  private static final Duration PAUSE = Duration.ofMillis(100);

  @Override
  public String name() {
    return "pods-come-and-go";
  }

  @Override
  public String promise() {
    return "a deleted pod, a restart of the Deployment, and 2, 1 and 3 replicas lose no request";
  }

  /** Something that is done to the Deployment; waits until it is done. */
  @FunctionalInterface
  private interface Change {
    void make() throws InterruptedException;
  }

  @Override
  public void run(Trial trial) throws Exception {
    try (Cluster cluster = Cluster.here();
        Installation installation = Installation.make(cluster)) {
      EchoSite site = EchoSite.make(cluster);
      try (LoadClient kept = LoadClient.start(site.load(KEEP_ALIVE, PAUSE));
          LoadClient fresh =
              LoadClient.start(site.load(RECONNECTING, PAUSE).withRequestsPerConnection(1))) {
        Load load = new Load(trial, kept, fresh);
        Thread.sleep(trial.scaled(1000, 10_000));
        load.during("nothing", () -> {});
        for (int i = 0; i < trial.scaled(1, 10); i++) {
          load.during("a deleted pod", () -> deletePod(cluster, installation));
        }
        for (int i = 0; i < trial.scaled(1, 5); i++) {
          load.during("a restart", () -> restart(cluster, installation));
        }
        load.during("2 to 1 replicas", () -> scale(cluster, installation, 1));
        load.during("1 to 3 replicas", () -> scale(cluster, installation, 3));
        Expect.that(load.ok > 0, "no load");
      }
    }
  }

  private static void deletePod(Cluster cluster, Installation installation)
      throws InterruptedException {
    String oldest = installation.pods().getFirst(); // it leads
    cluster.kubectl("-n", Installation.NAMESPACE, "delete", "pod", oldest);
    settle(cluster, installation, 2);
  }

  private static void restart(Cluster cluster, Installation installation)
      throws InterruptedException {
    cluster.kubectl(
        "-n",
        Installation.NAMESPACE,
        "rollout",
        "restart",
        "deployment/" + Installation.DEPLOYMENT);
    settle(cluster, installation, 2);
  }

  private static void scale(Cluster cluster, Installation installation, int replicas)
      throws InterruptedException {
    cluster.kubectl(
        "-n",
        Installation.NAMESPACE,
        "scale",
        "deployment/" + Installation.DEPLOYMENT,
        "--replicas=" + replicas);
    settle(cluster, installation, replicas);
  }

  private static void settle(Cluster cluster, Installation installation, int replicas)
      throws InterruptedException {
    cluster.awaitRollout(Installation.NAMESPACE, Installation.DEPLOYMENT, LIMIT);
    Expect.eventually(
        replicas + " pods are left", LIMIT, () -> installation.podCount() == replicas);
    Thread.sleep(1000);
  }

  /** Clients of both sorts, judged after each change. */
  private static final class Load {
    private final Trial trial;
    private final LoadClient kept;
    private final LoadClient fresh;
    private long ok;

    Load(Trial trial, LoadClient kept, LoadClient fresh) {
      this.trial = trial;
      this.kept = kept;
      this.fresh = fresh;
    }

    void during(String what, Change change) throws InterruptedException {
      change.make();
      judge(what + ", keep-alive", kept.interval());
      judge(what + ", a connection each", fresh.interval());
    }

    private void judge(String what, LoadReport report) {
      trial.figure(what, report.toString());
      Expect.equal(0L, report.lost(), "lost with %s: %s".formatted(what, report.samples()));
      ok += report.ok();
    }
  }
}
