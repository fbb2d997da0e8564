package io.rauta.e2e.traffic;

import io.rauta.e2e.trial.BackendProcess;
import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.GatewayProcess;
import io.rauta.e2e.trial.Site;
import io.rauta.e2e.trial.Trial;
import io.rauta.origins.RawClient;
import java.time.Duration;

/** A process is started while another one on the same addresses ends its last request. */
public final class HandoverLeaving implements Case {
  private static final Duration BACKEND = Duration.ofSeconds(6);

  @Override
  public String name() {
    return "handover-leaving";
  }

  @Override
  public String promise() {
    return "a process started while another one drains gets its ports and its admin address, and"
        + " the request under way is still answered";
  }

  @Override
  public void run(Trial trial) throws Exception {
    BackendProcess backend = trial.backend("b");
    Site site = trial.site().route("b", backend.port());
    GatewayProcess old = trial.gateway(site);
    try (RawClient client = old.connect()) {
      client.send("GET /delay/" + BACKEND.toMillis() + " HTTP/1.1\r\nHost: b.test\r\n\r\n");
      Expect.eventually(
          "the request reaches the backend", Expect.SLACK, () -> backend.counter("requests") > 0);
      old.signal("TERM");
      Expect.eventually("it has stopped listening", Expect.SLACK, () -> !old.serves("b"));
      GatewayProcess next = trial.gateway(site);
      Expect.equal(200, next.get("b", "/").status(), "status of the new process");
      Expect.equal(200, next.admin("/ready").status(), "/ready of the new process");
      Expect.equal(
          200,
          client.readTimeout(BACKEND.plus(Expect.SLACK)).readFinalResponse("GET").status(),
          "status of the request under way");
    }
    Expect.equal(0, old.awaitExit(Expect.SLACK), "exit code of the old process");
  }
}
