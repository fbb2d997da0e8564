package io.rauta.e2e.timeout;

import io.rauta.e2e.trial.BackendProcess;
import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.GatewayProcess;
import io.rauta.e2e.trial.Trial;
import java.time.Duration;

/** A backend slower than the request timeout. */
public final class RequestTimeout implements Case {
  @Override
  public String name() {
    return "request-timeout";
  }

  @Override
  public String promise() {
    return "a backend slower than the request timeout (default 30 s, long form) gives 504 then, and"
        + " its connection is closed";
  }

  @Override
  public void run(Trial trial) throws Exception {
    BackendProcess backend = trial.backend("slow");
    String[] flags = trial.full() ? new String[0] : new String[] {"--request-timeout", "2s"};
    Duration promised = Duration.ofSeconds(trial.scaled(2, 30));
    GatewayProcess gateway = trial.gateway(trial.site().route("slow", backend.port()), flags);
    Expect.equal(
        200,
        gateway.get("slow", "/delay/" + (promised.toMillis() / 2)).status(),
        "status of an answer in time");

    long start = System.nanoTime();
    int status = gateway.get("slow", "/delay/" + (promised.toMillis() + 5000)).status();
    Duration taken = Expect.since(start);
    Expect.equal(504, status, "status");
    Expect.neverEarly(taken, promised, "the 504");
    trial.figure("504 after", taken, promised.plusMillis(500));
    Duration closed =
        Expect.eventually(
            "the backend sees its connection closed",
            Expect.SLACK,
            () -> backend.counter("abandoned") == 1);
    trial.figure("backend connection closed after a further", "%d ms".formatted(closed.toMillis()));
  }
}
