package io.rauta.testkit.cases;

import static io.rauta.testkit.Manifests.GATEWAY;
import static io.rauta.testkit.Manifests.backend;
import static io.rauta.testkit.Manifests.ref;
import static io.rauta.testkit.Manifests.route;
import static io.rauta.testkit.Manifests.routeTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.origins.Script;
import io.rauta.testkit.RunningGateway;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the admin endpoint says about a gateway. */
final class AdminTest {

  @RegisterExtension static final RunningGateway GW = new RunningGateway();

  @Test
  void requestsAreCountedByRouteAndClassOfAnswer() throws IOException {
    GW.origins().answering("a");
    GW.origins().start("broken", Script.always("HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n"));
    GW.serve(
        GATEWAY,
        GW.origins().backends(),
        route("good", "rules:\n- backendRefs: [" + ref("a") + "]\n"),
        route(
            "bad",
            "rules:\n- matches: [{path: {value: /bad}}]\n  backendRefs: ["
                + ref("broken")
                + "]\n"));

    GW.get("h", "/");
    GW.get("h", "/1");
    GW.get("h", "/bad");

    GW.awaitMetric(2, "rauta_requests_total", "route=\"HTTPRoute/default/good\"", "code=\"2xx\"");
    GW.awaitMetric(1, "rauta_requests_total", "route=\"HTTPRoute/default/bad\"", "code=\"5xx\"");
    GW.awaitMetric(3, "rauta_request_duration_seconds_count");
    GW.awaitMetric(0, "rauta_active_requests");
    assertThat(GW.metric("rauta_local_replies_total")).isZero();
    assertThat(GW.metric("rauta_config_generation")).isEqualTo(1);
  }

  @Test
  void answersOfTheGatewayAreCountedByCause() throws IOException {
    GW.origins().start("nobody", Script.silent()).close();
    GW.serve(
        GATEWAY,
        GW.origins().backends(),
        route(
            "r",
            """
            rules:
            - matches: [{path: {value: /refused}}]
              backendRefs: [%s]
            - matches: [{path: {value: /absent}}]
              backendRefs: [%s]
            """
                .formatted(ref("nobody"), ref("absent"))));

    assertThat(GW.get("h", "/refused").status()).isEqualTo(502);
    assertThat(GW.get("h", "/absent").status()).isEqualTo(500);
    assertThat(GW.get("h", "/nowhere").status()).isEqualTo(404);

    GW.awaitMetric(1, "rauta_local_replies_total", "cause=\"upstream_refused\"", "code=\"502\"");
    GW.awaitMetric(1, "rauta_local_replies_total", "cause=\"broken_route\"", "code=\"500\"");
    GW.awaitMetric(1, "rauta_local_replies_total", "cause=\"no_route\"", "code=\"404\"");
    assertThat(GW.metric("rauta_rejected_objects", "kind=\"HTTPRoute\"")).isEqualTo(1);
  }

  @Test
  void readyFromTheFirstConfigurationUntilTheDrain() throws IOException {
    GW.origins().answering("a");
    GW.serve(GATEWAY, backend("a", GW.origins().port("a")), routeTo("r", "a"));
    assertThat(GW.page("/ready").status()).isEqualTo(200);
    assertThat(GW.page("/live").status()).isEqualTo(200);
    assertThat(GW.get("h", "/").status()).isEqualTo(200);

    assertThat(GW.gateway().drain().requestsCut()).isZero();

    assertThat(GW.page("/ready").status()).isEqualTo(503);
    assertThat(GW.page("/live").status()).isEqualTo(200);
  }

  @Test
  void statusNamesWhatIsWrongWithAnObject() throws IOException {
    GW.serve(GATEWAY, routeTo("r", "absent"));
    assertThat(GW.routeConditions("r").toString()).contains("BackendNotFound");
    assertThat(GW.status().path("gateways").path("default/gw").toString()).contains("Programmed");
    assertThat(GW.status().path("problems").toString()).contains("default/absent does not exist");
  }
}
