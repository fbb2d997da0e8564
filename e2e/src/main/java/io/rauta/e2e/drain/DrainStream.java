package io.rauta.e2e.drain;

import io.rauta.e2e.trial.BackendProcess;
import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.GatewayProcess;
import io.rauta.e2e.trial.Trial;
import io.rauta.origins.BodyFraming;
import io.rauta.origins.Message;
import io.rauta.origins.RawClient;

/** A streaming answer when the signal comes. */
public final class DrainStream implements Case {
  private static final int CHUNKS = 30;

  @Override
  public String name() {
    return "drain-stream";
  }

  @Override
  public String promise() {
    return "a streaming body gets the drain time and arrives whole";
  }

  @Override
  public void run(Trial trial) throws Exception {
    BackendProcess backend = trial.backend("b");
    GatewayProcess gateway = trial.gateway(trial.site().route("b", backend.port()));
    try (RawClient client = gateway.connect()) {
      client.send("GET /stream/" + CHUNKS + "/100 HTTP/1.1\r\nHost: b.test\r\n\r\n");
      Drains.awaitRequest(backend);
      gateway.signal("TERM");
      Message answer = client.readFinalResponse("GET");
      Expect.equal(BodyFraming.CHUNKED, answer.framing(), "framing");
      Expect.that(
          answer.bodyText().endsWith("chunk " + (CHUNKS - 1) + "\n"),
          "body ends early: %s".formatted(answer.bodyText()));
    }
    Expect.equal(0, gateway.awaitExit(Expect.SLACK), "exit code");
  }
}
