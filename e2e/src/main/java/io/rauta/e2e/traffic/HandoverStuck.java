package io.rauta.e2e.traffic;

import io.rauta.e2e.trial.BackendProcess;
import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.GatewayProcess;
import io.rauta.e2e.trial.Site;
import io.rauta.e2e.trial.Trial;
import io.rauta.origins.RawClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A successor that has the sockets and stands still, for instance swapped out. */
public final class HandoverStuck implements Case {
  private static final Duration DELAY = Duration.ofSeconds(1);
  private static final Duration TIMEOUT = Duration.ofSeconds(6);
  private static final Pattern TAKEN = Pattern.compile("successor .*has the");

  @Override
  public String name() {
    return "handover-stuck";
  }

  @Override
  public String promise() {
    return "delay, waiting for a successor and drain together take drain.delay plus drain.timeout"
        + " at most";
  }

  @Override
  public void run(Trial trial) throws Exception {
    BackendProcess backend = trial.backend("b");
    Site site = trial.site().route("b", backend.port());
    GatewayProcess old =
        trial.gateway(
            site,
            "--drain-delay",
            DELAY.toSeconds() + "s",
            "--drain-timeout",
            TIMEOUT.toSeconds() + "s");
    GatewayProcess next = trial.launch(site, Map.of(), "");
    old.awaitLine(TAKEN, Duration.ofSeconds(60));
    next.signal("STOP");
    List<RawClient> clients = new ArrayList<>();
    try {
      Expect.eventually("the old process has a request", Expect.SLACK, () -> ask(old, clients));
      long start = System.nanoTime();
      old.signal("TERM");
      int code = old.awaitExit(DELAY.plus(TIMEOUT).plus(Expect.SLACK));
      Duration taken = Expect.since(start);
      next.signal("CONT");
      Expect.equal(3, code, "exit code");
      Expect.neverEarly(taken, DELAY.plus(TIMEOUT), "the exit");
      trial.figure("exit after SIGTERM", taken, DELAY.plus(TIMEOUT).plusMillis(500));
    } finally {
      for (RawClient client : clients) {
        client.close();
      }
    }
    next.awaitReady();
    Expect.eventually("the successor serves", Expect.SLACK, () -> next.serves("b"));
  }

  /** One more request; the successor may have accepted it just before it stood still. */
  private static boolean ask(GatewayProcess old, List<RawClient> clients) {
    try {
      RawClient client = old.connect();
      clients.add(client);
      client.send("GET /delay/60000 HTTP/1.1\r\nHost: b.test\r\n\r\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return old.metric("rauta_active_requests", "") > 0;
  }
}
