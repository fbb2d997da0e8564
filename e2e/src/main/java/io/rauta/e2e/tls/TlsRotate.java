package io.rauta.e2e.tls;

import io.rauta.e2e.trial.BackendProcess;
import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.GatewayProcess;
import io.rauta.e2e.trial.Site;
import io.rauta.e2e.trial.Trial;
import io.rauta.origins.RawClient;
import io.rauta.origins.load.LoadClient;
import io.rauta.origins.load.LoadReport;
import io.rauta.origins.tls.TestIdentity;
import io.rauta.origins.tls.TestIssuer;
import io.rauta.origins.tls.TestTls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** A certificate that changes ten times a second while clients make handshakes. */
public final class TlsRotate implements Case {
  private static final int CHANGE_MILLIS = 100;
  private static final int CLIENTS = 16;
  private static final double HANDSHAKES_PER_SECOND = 200;
  private static final Duration SOON = Duration.ofSeconds(1);

  @Override
  public String name() {
    return "tls-rotate";
  }

  @Override
  public String promise() {
    return "no handshake fails while the certificate changes, the last one is shown soon, and a"
        + " broken one leaves it in place and is reported";
  }

  @Override
  public void run(Trial trial) throws Exception {
    BackendProcess backend = trial.backend("b");
    TestIssuer root = TestIssuer.root("root");
    Site site = trial.site().route("b", backend.port()).secure(root.issue("b.test"));
    SSLContext trust = TestTls.context(Optional.empty(), root);
    GatewayProcess gateway = trial.gateway(site);
    int changes = trial.scaled(8, 600) * 1000 / CHANGE_MILLIS;
    TestIdentity last = root.issue("b.test");
    try (LoadClient clients =
            LoadClient.start(
                Trial.load(site, "b", "/", CLIENTS)
                    .withTls(trust)
                    .withRate(HANDSHAKES_PER_SECOND)
                    .withRequestsPerConnection(1));
        RawClient old = RawClient.connectTls(site.port(), trust, "b.test")) {
      for (int i = 1; i < changes; i++) {
        site.certificate(root.issue("b.test"));
        Thread.sleep(CHANGE_MILLIS);
      }
      site.certificate(last);
      trial.figure("last certificate shown after", awaitShown(site, trust, last), SOON);
      LoadReport report = clients.stop();
      trial.figure("handshakes beside " + changes + " changes", String.valueOf(report));
      Expect.that(report.ok() > 0, "no load");
      Expect.equal(0L, report.lost(), "handshakes failed, such as " + report.samples());
      Expect.equal(200, old.get("b.test", "/").status(), "status on the first connection");
    }
    breakIt(gateway, site, trust, last);
  }

  private static Duration awaitShown(Site site, SSLContext trust, TestIdentity wanted)
      throws InterruptedException {
    return Expect.eventually(
        "the last certificate is shown",
        SOON.plus(Expect.SLACK),
        () -> shown(site, trust).equals(wanted.chain().getFirst()));
  }

  private static void breakIt(
      GatewayProcess gateway, Site site, SSLContext trust, TestIdentity last)
      throws InterruptedException {
    TestIdentity other = TestIssuer.root("other").issue("b.test");
    site.certificate(new TestIdentity(last.chain(), other.key()));
    Expect.eventually(
        "the certificate without its key is reported",
        SOON.plus(Expect.SLACK),
        () -> gateway.admin("/status").bodyText().contains("InvalidCertificateRef"));
    Expect.equal(last.chain().getFirst(), shown(site, trust), "certificate after a broken one");
  }

  private static Certificate shown(Site site, SSLContext trust) {
    try (RawClient client = RawClient.connectTls(site.port(), trust, "b.test")) {
      return client.session().getPeerCertificates()[0];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
