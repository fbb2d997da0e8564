package io.rauta.testkit.cases;

import static io.rauta.testkit.Manifests.GATEWAY;
import static io.rauta.testkit.Manifests.ref;
import static io.rauta.testkit.Manifests.route;
import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.app.settings.Catalogue;
import io.rauta.origins.ConnectionEnd;
import io.rauta.origins.OriginConnection;
import io.rauta.origins.RawClient;
import io.rauta.origins.Script;
import io.rauta.origins.ScriptedOrigin;
import io.rauta.testkit.NamedOrigins;
import io.rauta.testkit.RunningGateway;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How long a route waits for its backend. */
final class TimeoutTest {

  @RegisterExtension static final RunningGateway GW = new RunningGateway();

  @Test
  void requestTimeoutAnswers504AndEndsTheAttempt() throws IOException {
    ScriptedOrigin silent = GW.origins().start("silent", Script.silent());
    GW.serve(GATEWAY, GW.origins().backends(), timed("request: 500ms", "silent"));

    assertThat(GW.get("h", "/").status()).isEqualTo(504);
    GW.awaitMetric(1, "rauta_timeouts_total", "kind=\"request\"");
    GW.awaitMetric(1, "rauta_local_replies_total", "cause=\"route_timeout\"", "code=\"504\"");
    RunningGateway.eventually(
        "end of the attempt",
        () ->
            silent.connections().stream()
                .map(OriginConnection::end)
                .noneMatch(ConnectionEnd.OPEN::equals));
  }

  @Test
  void timeoutOfAnAttemptIsCountedAsSuch() throws IOException {
    GW.origins().start("silent", Script.silent());
    GW.serve(
        GATEWAY, GW.origins().backends(), timed("request: 20s, backendRequest: 300ms", "silent"));

    assertThat(GW.get("h", "/").status()).isEqualTo(504);
    GW.awaitMetric(1, "rauta_timeouts_total", "kind=\"backend_request\"");
    GW.awaitMetric(1, "rauta_local_replies_total", "cause=\"backend_timeout\"");
  }

  @Test
  void zeroLiftsTheDefault() throws IOException {
    CountDownLatch release = new CountDownLatch(1);
    GW.origins()
        .start(
            "held",
            connection -> {
              connection.readRequest();
              release.await();
              connection.send(NamedOrigins.ok("late"));
            });
    GW.origins().start("silent", Script.silent());
    GW.serve(
        RunningGateway.SETTINGS
            .with(Catalogue.REQUEST_TIMEOUT, Duration.ofMillis(300))
            .with(Catalogue.WORKERS, 1),
        GATEWAY,
        GW.origins().backends(),
        timed("request: 0s", "held"),
        route(
            "bounded",
            """
            rules:
            - matches: [{path: {value: /bounded}}]
              backendRefs: [%s]
            """
                .formatted(ref("silent"))));

    try (RawClient client = GW.connect()) {
      client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
      RunningGateway.eventually(
          "the request at its origin", () -> !GW.origins().requests("held").isEmpty());
      // Two requests that began later and ran into the default one after the other.
      assertThat(GW.get("h", "/bounded").status()).isEqualTo(504);
      assertThat(GW.get("h", "/bounded").status()).isEqualTo(504);
      release.countDown();
      assertThat(client.readFinalResponse("GET").bodyText()).isEqualTo("late");
    }
  }

  private static String timed(String timeouts, String backend) {
    return route(
        "r",
        """
        rules:
        - timeouts: {%s}
          backendRefs: [%s]
        """
            .formatted(timeouts, ref(backend)));
  }
}
