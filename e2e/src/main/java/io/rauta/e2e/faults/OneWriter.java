package io.rauta.e2e.faults;

import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.GatewayProcess;
import io.rauta.e2e.trial.Trial;
import java.util.regex.Pattern;

/** Two replicas beside each other while routes change. */
public final class OneWriter implements Case {
  private static final Pattern STATUS_WRITES =
      Pattern.compile(
          "(?m)^apiserver_request_total\\{(?=[^}]*group=\"gateway\\.networking\\.k8s\\.io\")"
              + "(?=[^}]*subresource=\"status\")(?=[^}]*code=\"200\")"
              + "(?=[^}]*verb=\"(?:POST|PUT|PATCH|APPLY)\")[^}]*}"
              + " ([0-9.e+]+)$");
  private static final String OURS = "rauta_status_writes_total";
  private static final String DONE = "result=\"written\"";
  private static final int ROUTES = 10;

  @Override
  public String name() {
    return "one-writer";
  }

  @Override
  public String promise() {
    return "of two replicas one writes: the API server counts no write of a status but the"
        + " leader's, and at most two of them for a change";
  }

  @Override
  public void run(Trial trial) throws Exception {
    try (Scene scene = new Scene(trial, "writer")) {
      for (int i = 0; i < ROUTES; i++) {
        scene.backend("b" + i).route("b" + i, "0");
      }
      GatewayProcess first = scene.replica("one").awaitReady();
      String leader = scene.awaitLeaderOtherThan("");
      GatewayProcess second = scene.replica("two").awaitReady();
      settle(scene);
      double before = statusWrites(scene);
      double own = first.metric(OURS, DONE);
      int changes = trial.scaled(20, 200);
      for (int i = 1; i <= changes; i++) {
        scene.route("b" + i % ROUTES, Integer.toString((i - 1) / ROUTES + 1));
      }
      settle(scene);
      double writes = statusWrites(scene) - before;
      trial.figure("status written for each change", writes / changes, 2);
      Expect.that(writes <= 2 * changes, "%.0f writes for %d changes".formatted(writes, changes));
      Expect.equal(leader, scene.leader(), "leader");
      Expect.equal(writes, first.metric(OURS, DONE) - own, "what the leader says it wrote");
      Expect.that(
          !second.admin("/metrics").bodyText().contains(OURS + "{"),
          "the other replica has written");
    }
  }

  private static void settle(Scene scene) throws InterruptedException {
    for (int i = 0; i < ROUTES; i++) {
      scene.awaitAccepted("b" + i);
    }
  }

  private static double statusWrites(Scene scene) {
    return STATUS_WRITES
        .matcher(scene.cluster().kubectl("get", "--raw", "/metrics"))
        .results()
        .mapToDouble(sample -> Double.parseDouble(sample.group(1)))
        .sum();
  }
}
