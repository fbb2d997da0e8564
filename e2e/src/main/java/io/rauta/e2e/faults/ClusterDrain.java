package io.rauta.e2e.faults;

import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.GatewayProcess;
import io.rauta.e2e.trial.Trial;
import io.rauta.origins.ConnectionEnd;
import io.rauta.origins.Message;
import io.rauta.origins.RawClient;
import java.time.Duration;
import java.util.Optional;

/** SIGTERM while a request waits for its backend, beside an API server. */
public final class ClusterDrain implements Case {
  private static final Duration BACKEND = Duration.ofSeconds(4);
  private static final Duration DELAY = Duration.ofSeconds(2);

  @Override
  public String name() {
    return "cluster-drain";
  }

  @Override
  public String promise() {
    return "on SIGTERM changes are followed through the delay, requests end whole, then the Lease"
        + " is given back, then the process ends with 0";
  }

  @Override
  public void run(Trial trial) throws Exception {
    try (Scene scene = new Scene(trial, "drain")) {
      scene.backend("b").route("b", "0");
      GatewayProcess gateway = scene.replica("state", "--drain-delay", "2s").awaitReady();
      scene.awaitVersion(gateway, "b", "0");
      scene.awaitAccepted("b");
      String leader = scene.awaitLeaderOtherThan("");
      try (RawClient client = gateway.connect()) {
        client.send("GET /delay/" + BACKEND.toMillis() + " HTTP/1.1\r\nHost: b.test\r\n\r\n");
        long start = System.nanoTime();
        gateway.signal("TERM");
        scene.route("b", "1");
        scene.awaitVersion(gateway, "b", "1");
        Expect.that(
            Expect.since(start).compareTo(DELAY.plus(Expect.SLACK)) < 0, "served only after it");
        Expect.equal(leader, scene.leader(), "holder of the Lease while a request is under way");
        Message answer = client.readTimeout(BACKEND.plus(Expect.SLACK)).readFinalResponse("GET");
        Expect.equal(200, answer.status(), "status");
        Expect.equal(Optional.of("close"), answer.value("connection"), "Connection of the answer");
        Expect.equal(ConnectionEnd.CLOSED, client.awaitEnd(Expect.SLACK), "end of the connection");
      }
      long answered = System.nanoTime();
      Expect.equal(0, gateway.awaitExit(Expect.SLACK), "exit code");
      trial.figure("exit after the last answer", Expect.since(answered), Duration.ofSeconds(1));
      Expect.equal("", scene.leader(), "holder of the Lease after the end");
    }
  }
}
