package io.rauta.testkit.cases;

import static io.rauta.testkit.HeadAssert.assertThatHead;
import static io.rauta.testkit.Manifests.GATEWAY;
import static io.rauta.testkit.Manifests.backend;
import static io.rauta.testkit.Manifests.ref;
import static io.rauta.testkit.Manifests.route;
import static io.rauta.testkit.Manifests.routeTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.origins.Message;
import io.rauta.origins.RawClient;
import io.rauta.origins.Script;
import io.rauta.testkit.RunningGateway;
import java.io.IOException;
import java.util.List;
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

  @Test
  void configurationIsWrittenForPeople() throws IOException {
    serveShop();
    Message page = GW.page("/config?format=text");
    assertThatHead(page.head()).has("content-type", "text/plain; charset=utf-8");
    assertThat(page.bodyText())
        .isEqualTo(
            """
            generation 1

            address 127.0.0.1:%1$d
              listener default/gw/http, hostname *
                hostname *
                  prefix /cart
                    HTTPRoute/default/shop spec.rules[0].matches[0] "cart"
                    RequestHeaderModifier: set authorization: [redacted]
                    to 1 Backend/default/a
                    request timeout 2s
                  prefix /
                    HTTPRoute/default/shop spec.rules[1].matches[0]
                    to 1 500: spec.rules[1].backendRefs[0]: Backend default/absent does not exist

            backend Backend/default/a: 127.0.0.1:%2$d
            """
                .formatted(GW.port(), GW.origins().port("a")));
  }

  @Test
  void statusIsWrittenForPeople() throws IOException {
    serveShop();
    assertThat(GW.page("/status?format=text").bodyText())
        .isEqualTo(
            """
            generation 1

            Problems
              HTTPRoute default/shop spec.rules[1].backendRefs[0]: Backend default/absent does not exist

            Conditions
              Gateway default/gw: Accepted=True, Programmed=True
              Gateway default/gw listener http: Accepted=True, Conflicted=False, Programmed=True, \
            ResolvedRefs=True, routes: 1
              HTTPRoute default/shop at Gateway default/gw: Accepted=True, ResolvedRefs=False \
            (BackendNotFound)
              Backend default/a: Accepted=True
            """);
  }

  @Test
  void requestIsExplainedForPeople() throws IOException {
    serveShop();
    String url = "http://127.0.0.1:" + GW.port() + "/cart/7";
    String text = GW.page("/explain?format=text&header=x-a:1&url=" + url).bodyText();
    assertThat(text)
        .startsWith("GET " + url + "\n\naddress   127.0.0.1:" + GW.port())
        .contains(
            """
            rule      spec.rules[0].matches[0] "cart"
            match     prefix /cart
            filters   1. RequestHeaderModifier: set authorization: [redacted]
            answer    of the backend
            """,
            "HTTPRoute/default/shop spec.rules[0].timeouts.request\n",
            "the route sets no retry\n",
            "  2. lost HTTPRoute/default/shop spec.rules[1].matches[0], hostname *: prefix /\n")
        .endsWith("accepts it too, but comes later: its path is shorter\n");
  }

  @Test
  void pagesAreTextForClientsThatWantText() throws IOException {
    serveShop();
    for (String page : List.of("/config", "/status", "/explain?url=http://h/")) {
      try (RawClient client = RawClient.connect(GW.gateway().adminAddress())) {
        client.send("GET " + page + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/plain\r\n\r\n");
        assertThatHead(client.readFinalResponse("GET").head())
            .has("content-type", "text/plain; charset=utf-8");
      }
      assertThatHead(GW.page(page).head()).has("content-type", "application/json");
    }
    assertThat(GW.page("/config?format=xml").status()).isEqualTo(400);
  }

  private static void serveShop() throws IOException {
    GW.origins().answering("a");
    GW.serve(
        GATEWAY,
        GW.origins().backends(),
        route(
            "shop",
            """
            rules:
            - name: cart
              matches: [{path: {value: /cart}}]
              filters:
              - type: RequestHeaderModifier
                requestHeaderModifier: {set: [{name: authorization, value: hush}]}
              timeouts: {request: 2s}
              backendRefs: [%s]
            - backendRefs: [%s]
            """
                .formatted(ref("a"), ref("absent"))));
  }
}
