package io.rauta.testkit.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.origins.RawClient;
import io.rauta.origins.echo.EchoOrigin;
import io.rauta.origins.load.LoadClient;
import io.rauta.origins.load.LoadPlan;
import io.rauta.origins.load.LoadReport;
import io.rauta.origins.load.Loss;
import io.rauta.origins.tls.TestIdentity;
import io.rauta.origins.tls.TestIssuer;
import io.rauta.origins.tls.TestTls;
import io.rauta.testkit.Manifests;
import io.rauta.testkit.RunningGateway;
import io.rauta.testkit.TlsManifests;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Changes under load over TLS: certificates that are replaced, a process that stops. */
class TlsChangesTest {

  private static final String NAME = "shop.example";
  private static final TestIssuer ROOT = TestIssuer.root("root");
  private static final SSLContext BELIEVER = TestTls.context(Optional.empty(), ROOT);
  private static final int CHANGES = 20;

  @RegisterExtension static final RunningGateway GW = new RunningGateway();

  private static String[] documents(EchoOrigin origin, TestIdentity identity) {
    return new String[] {
      TlsManifests.gateway(TlsManifests.NOTHING),
      TlsManifests.secret("own", identity),
      Manifests.routeTo("all", "a"),
      Manifests.backend("a", origin.port())
    };
  }

  private static LoadPlan load(int connections) {
    return LoadPlan.closedLoop(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), GW.port()),
            NAME,
            "/",
            connections)
        .withTls(BELIEVER);
  }

  @Test
  void certificatesAreReplacedUnderHandshakesAndNoneFails() throws Exception {
    try (EchoOrigin origin = EchoOrigin.start("a")) {
      GW.serve(documents(origin, ROOT.issue(NAME)));
      TestIdentity last = ROOT.issue(NAME);
      try (RawClient old = RawClient.connectTls(GW.port(), BELIEVER, NAME);
          LoadClient fresh = LoadClient.start(load(2).withRequestsPerConnection(1))) {
        for (int i = 1; i < CHANGES; i++) {
          GW.edit(documents(origin, ROOT.issue(NAME)));
        }
        GW.edit(documents(origin, last));
        try (RawClient client = RawClient.connectTls(GW.port(), BELIEVER, NAME)) {
          assertThat(client.session().getPeerCertificates()[0]).isEqualTo(last.chain().getFirst());
        }
        LoadReport report = fresh.stop();
        assertThat(report.ok()).isPositive();
        assertThat(report.lost()).as(report.toString()).isZero();
        assertThat(old.get(NAME, "/").status()).isEqualTo(200);
      }
    }
  }

  @Test
  void aProcessThatStopsLosesNoRequestOfTheConnectionsItHas() throws Exception {
    try (EchoOrigin origin = EchoOrigin.start("a")) {
      GW.serve(documents(origin, ROOT.issue(NAME)));
      try (LoadClient kept = LoadClient.start(load(8))) {
        GW.awaitMetric(8, "rauta_downstream_connections_active");
        RunningGateway.eventually("requests", () -> kept.interval().ok() > 0);
        assertThat(GW.gateway().drain().requestsCut()).isZero();
        LoadReport report = kept.stop();
        assertThat(report.lost() - report.lost(Loss.REFUSED)).as(report.toString()).isZero();
      }
    }
  }
}
