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

/** A signal while a request waits for its backend. */
public final class DrainInFlight implements Case {
  private static final Duration BACKEND = Duration.ofSeconds(3);

  private final String signal;

  public DrainInFlight(String signal) {
    this.signal = signal;
  }

  @Override
  public String name() {
    return "drain-in-flight-" + signal.toLowerCase(java.util.Locale.ROOT);
  }

  @Override
  public String promise() {
    return "a request in flight on SIG"
        + signal
        + " is answered whole with Connection: close, and the process exits 0 when it ends";
  }

  @Override
  public void run(Trial trial) throws Exception {
    BackendProcess backend = trial.backend("slow");
    GatewayProcess gateway = trial.gateway(trial.site().route("slow", backend.port()));
    long answered;
    try (RawClient client = gateway.connect()) {
      long start = System.nanoTime();
      client.send("GET /delay/" + BACKEND.toMillis() + " HTTP/1.1\r\nHost: slow.test\r\n\r\n");
      Drains.awaitRequest(backend);
      gateway.signal(signal);
      Expect.eventually("connects are refused", Expect.SLACK, () -> Drains.refuses(gateway));
      Message answer = client.readTimeout(BACKEND.plus(Expect.SLACK)).readFinalResponse("GET");
      Expect.neverEarly(Expect.since(start), BACKEND, "the answer");
      Expect.equal(200, answer.status(), "status");
      Expect.equal(Optional.of("close"), answer.value("connection"), "Connection of the answer");
      answered = System.nanoTime();
      Expect.equal(ConnectionEnd.CLOSED, client.awaitEnd(Expect.SLACK), "end of the connection");
    }
    Expect.equal(0, gateway.awaitExit(Expect.SLACK), "exit code");
    trial.figure("exit after the last answer", Expect.since(answered), Duration.ofMillis(200));
  }
}
