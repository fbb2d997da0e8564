package io.rauta.e2e.faults;

import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.GatewayProcess;
import io.rauta.e2e.trial.Trial;
import java.time.Duration;

/** The replica that writes is killed; the other one writes on. */
public final class LeaderKilled implements Case {
  private static final Duration SOON = Duration.ofSeconds(15);

  @Override
  public String name() {
    return "leader-killed";
  }

  @Override
  public String promise() {
    return "after the writing replica was killed the other one has its status written within 15 s";
  }

  @Override
  public void run(Trial trial) throws Exception {
    try (Scene scene = new Scene(trial, "killed")) {
      scene.backend("b").route("b", "0");
      GatewayProcess first = scene.replica("one").awaitReady();
      String leader = scene.awaitLeaderOtherThan("");
      GatewayProcess second = scene.replica("two").awaitReady();
      scene.awaitAccepted("b");
      Expect.equal(leader, scene.leader(), "leader beside a second replica");
      first.kill();
      long killed = System.nanoTime();
      scene.route("b", "1");
      scene.awaitVersion(second, "b", "1");
      trial.figure("change served after", Expect.since(killed), Duration.ofSeconds(1));
      scene.awaitAccepted("b");
      Duration written = Expect.since(killed);
      trial.figure("status written after", written, SOON);
      Expect.that(
          written.compareTo(SOON.plus(Expect.SLACK)) < 0, "status written only after " + written);
      Expect.that(!scene.leader().equals(leader), "the dead process still holds the Lease");
    }
  }
}
