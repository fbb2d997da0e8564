package io.rauta.e2e.drain;

import io.rauta.e2e.trial.BackendProcess;
import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.GatewayProcess;
import io.rauta.e2e.trial.Trial;
import io.rauta.origins.ConnectionEnd;
import io.rauta.origins.RawClient;
import java.time.Duration;

/** One idle keep-alive connection and nothing else. */
public final class DrainIdle implements Case {
  private static final Duration ASSERTED = Duration.ofSeconds(2);

  @Override
  public String name() {
    return "drain-idle";
  }

  @Override
  public String promise() {
    return "one idle keep-alive connection does not hold up the exit";
  }

  @Override
  public void run(Trial trial) throws Exception {
    BackendProcess backend = trial.backend("b");
    GatewayProcess gateway = trial.gateway(trial.site().route("b", backend.port()));
    long start;
    try (RawClient idle = gateway.connect()) {
      Expect.equal(200, idle.get("b.test", "/").status(), "status before");
      Thread.sleep(1500);
      start = System.nanoTime();
      gateway.signal("TERM");
      Expect.equal(ConnectionEnd.CLOSED, idle.awaitEnd(ASSERTED), "end of the connection");
    }
    Expect.equal(0, gateway.awaitExit(ASSERTED), "exit code");
    Duration taken = Expect.since(start);
    trial.figure("exit after SIGTERM", taken, Duration.ofMillis(200));
    Expect.that(taken.compareTo(ASSERTED) < 0, "exit took %s".formatted(taken));
  }
}
