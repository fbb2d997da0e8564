package io.rauta.e2e.tls;

import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.GatewayProcess;
import io.rauta.e2e.trial.Site;
import io.rauta.e2e.trial.Trial;
import io.rauta.origins.RawClient;
import io.rauta.origins.tls.TestIssuer;
import io.rauta.origins.tls.TestTls;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Many connections over TLS that have had an answer and do nothing. */
public final class TlsIdle implements Case {
  private static final double AIM_KIB = 25;
  private static final double LIMIT_KIB = 120;
  private static final int WARM_UP = 300;

  @Override
  public String name() {
    return "tls-idle";
  }

  @Override
  public String promise() {
    return "an idle connection over TLS holds little memory, and thousands of them are still"
        + " served";
  }

  @Override
  public void run(Trial trial) throws Exception {
    TestIssuer root = TestIssuer.root("root");
    Site site = trial.site().route("b", trial.backend("b").port()).secure(root.issue("b.test"));
    SSLContext trust = TestTls.context(Optional.empty(), root);
    GatewayProcess gateway = trial.gateway(site, "--timeouts-keep-alive", "1h");
    int count = trial.scaled(1000, 10_000);
    for (int i = 0; i < WARM_UP; i++) {
      open(site, trust).close();
    }
    List<RawClient> clients = new ArrayList<>();
    try {
      long before = gateway.residentBytes();
      for (int i = 0; i < count; i++) {
        clients.add(open(site, trust));
      }
      double each = (gateway.residentBytes() - before) / 1024.0 / count;
      trial.figure("memory of each of %d idle connections (KiB)".formatted(count), each, AIM_KIB);
      Expect.that(each < LIMIT_KIB, "an idle connection holds %.0f KiB".formatted(each));
      for (RawClient client : clients) {
        Expect.equal(200, client.get("b.test", "/").status(), "status after idling");
      }
    } finally {
      clients.forEach(RawClient::close);
    }
  }

  private static RawClient open(Site site, SSLContext trust) throws Exception {
    RawClient client = RawClient.connectTls(site.port(), trust, "b.test");
    Expect.equal(200, client.get("b.test", "/").status(), "status of a new connection");
    return client;
  }
}
