package io.rauta.e2e.drain;

import io.rauta.e2e.trial.BackendProcess;
import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.GatewayProcess;
import io.rauta.e2e.trial.Trial;
import io.rauta.origins.ConnectionEnd;
import io.rauta.origins.RawClient;
import java.time.Duration;
import java.util.regex.Pattern;

/** Requests that outlast the drain timeout. */
public final class DrainDeadline implements Case {
  private static final Duration DEADLINE = Duration.ofSeconds(1);

  @Override
  public String name() {
    return "drain-deadline";
  }

  @Override
  public String promise() {
    return "what outlasts drain.timeout is cut, counted in the log, and the process exits 3";
  }

  @Override
  public void run(Trial trial) throws Exception {
    BackendProcess backend = trial.backend("b");
    GatewayProcess gateway =
        trial.gateway(
            trial.site().route("b", backend.port()), "--drain-timeout", DEADLINE.toSeconds() + "s");
    try (RawClient client = gateway.connect()) {
      client.send("GET /delay/60000 HTTP/1.1\r\nHost: b.test\r\n\r\n");
      Drains.awaitRequest(backend);
      long start = System.nanoTime();
      gateway.signal("TERM");
      ConnectionEnd end = client.awaitEnd(DEADLINE.plus(Expect.SLACK));
      Expect.that(end != ConnectionEnd.OPEN, "the connection is still open");
      Expect.equal(3, gateway.awaitExit(Expect.SLACK), "exit code");
      Duration taken = Expect.since(start);
      Expect.neverEarly(taken, DEADLINE, "the exit");
      trial.figure("exit after SIGTERM", taken, DEADLINE.plusMillis(500));
      trial.figure(
          "log",
          gateway.awaitLine(
              Pattern.compile("(?i)\\bcut\\b.*\\b1\\b|\\b1\\b.*\\bcut\\b"), Expect.SLACK));
    }
  }
}
