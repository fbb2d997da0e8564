package io.rauta.e2e.tls;

import io.rauta.e2e.trial.BackendProcess;
import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.GatewayProcess;
import io.rauta.e2e.trial.Site;
import io.rauta.e2e.trial.Trial;
import io.rauta.origins.load.LoadClient;
import io.rauta.origins.load.LoadReport;
import io.rauta.origins.tls.TestIssuer;
import io.rauta.origins.tls.TestTls;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Processes that follow each other while clients speak HTTP/1.1 over TLS. */
public final class TlsDrain implements Case {
  private static final int KEEP_ALIVE = 32;
  private static final int RECONNECTING = 4;
  private static final double HANDSHAKES_PER_SECOND = 50;
  private static final long REQUESTS = 500_000;

  @Override
  public String name() {
    return "tls-drain";
  }

  @Override
  public String promise() {
    return "processes are told to stop under load over TLS, each once its successor is ready, and"
        + " no request and no handshake is lost";
  }

  @Override
  public void run(Trial trial) throws Exception {
    BackendProcess backend = trial.backend("b");
    TestIssuer root = TestIssuer.root("root");
    Site site = trial.site().route("b", backend.port()).secure(root.issue("b.test"));
    SSLContext trust = TestTls.context(Optional.empty(), root);
    GatewayProcess current = trial.gateway(site);
    try (LoadClient kept = LoadClient.start(Trial.load(site, "b", "/", KEEP_ALIVE).withTls(trust));
        LoadClient fresh =
            LoadClient.start(
                Trial.load(site, "b", "/", RECONNECTING)
                    .withTls(trust)
                    .withRate(HANDSHAKES_PER_SECOND)
                    .withRequestsPerConnection(1))) {
      long done = 0;
      for (int i = 0; i < trial.scaled(2, 20) || (trial.full() && done < REQUESTS); i++) {
        Thread.sleep(1000);
        GatewayProcess next = trial.launch(site, Map.of(), "").awaitReady();
        current.signal("TERM");
        Expect.equal(0, current.awaitExit(Duration.ofSeconds(35)), "exit code of the old process");
        current = next;
        done += kept.interval().ok();
      }
      Thread.sleep(1000);
      nothingLost(trial, KEEP_ALIVE + " keep-alive clients", kept.stop());
      nothingLost(trial, "clients that connect for every request", fresh.stop());
    }
  }

  private static void nothingLost(Trial trial, String who, LoadReport report) {
    trial.figure(who, String.valueOf(report));
    Expect.that(report.ok() > 0, "no load by " + who);
    Expect.equal(0L, report.lost(), "requests lost by %s, %s".formatted(who, report.samples()));
  }
}
