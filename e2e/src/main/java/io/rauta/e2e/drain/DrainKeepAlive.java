package io.rauta.e2e.drain;

import io.rauta.e2e.trial.BackendProcess;
import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.GatewayProcess;
import io.rauta.e2e.trial.Trial;
import io.rauta.origins.ConnectionEnd;
import io.rauta.origins.Message;
import io.rauta.origins.RawClient;
import java.time.Duration;
import java.util.Optional;

/** Keep-alive connections that are between two requests when the signal comes. */
public final class DrainKeepAlive implements Case {
  @Override
  public String name() {
    return "drain-keep-alive";
  }

  @Override
  public String promise() {
    return "a keep-alive connection in use gets its next answer with Connection: close within the"
        + " idle grace; a silent one is closed";
  }

  @Override
  public void run(Trial trial) throws Exception {
    BackendProcess backend = trial.backend("b");
    GatewayProcess gateway =
        trial.gateway(trial.site().route("b", backend.port()), "--drain-idle-grace", "3s");
    try (RawClient silent = gateway.connect();
        RawClient busy = gateway.connect();
        RawClient fresh = gateway.connect()) {
      Expect.equal(200, silent.get("b.test", "/").status(), "status before");
      Thread.sleep(1500);
      Expect.equal(200, busy.get("b.test", "/").status(), "status before");
      fresh.send("GET / HTTP/1.1\r\nHo");
      gateway.signal("TERM");
      Expect.equal(
          ConnectionEnd.CLOSED,
          silent.awaitEnd(Duration.ofSeconds(2)),
          "end of the silent connection");
      Message answer = busy.get("b.test", "/");
      Expect.equal(200, answer.status(), "status in the grace");
      Expect.equal(Optional.of("close"), answer.value("connection"), "Connection in the grace");
      Expect.equal(
          ConnectionEnd.CLOSED, busy.awaitEnd(Expect.SLACK), "end of the connection in use");
      fresh.send("st: b.test\r\n\r\n");
      Expect.equal(200, fresh.readResponse().status(), "status of a half-sent request");
    }
    Expect.equal(0, gateway.awaitExit(Expect.SLACK.plusSeconds(3)), "exit code");
  }
}
