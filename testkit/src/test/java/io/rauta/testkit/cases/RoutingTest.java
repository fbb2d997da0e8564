package io.rauta.testkit.cases;

import static io.rauta.testkit.Manifests.GATEWAY;
import static io.rauta.testkit.Manifests.OTHER_PORT;
import static io.rauta.testkit.Manifests.PORT;
import static io.rauta.testkit.Manifests.backend;
import static io.rauta.testkit.Manifests.gateway;
import static io.rauta.testkit.Manifests.ref;
import static io.rauta.testkit.Manifests.route;
import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.origins.Message;
import io.rauta.origins.RawClient;
import io.rauta.testkit.RunningGateway;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which backend a request gets. */
final class RoutingTest {

  @RegisterExtension static final RunningGateway GW = new RunningGateway();

  @Test
  void weightsAreExact() throws IOException {
    GW.origins().answering("three", "one", "none");
    GW.serve(
        GATEWAY,
        GW.origins().backends(),
        route(
            "r",
            """
            rules:
            - backendRefs: [%s, %s, %s, %s]
            """
                .formatted(ref("three", 3), ref("one", 1), ref("none", 0), ref("absent", 4))));

    Map<String, Integer> answers = new TreeMap<>();
    try (RawClient client = GW.connect()) {
      for (int i = 0; i < 200; i++) {
        Message answer = client.get("example.com", "/");
        String name = answer.status() == 200 ? answer.bodyText() : answer.status() + "";
        answers.merge(name, 1, Integer::sum);
      }
    }

    assertThat(answers).isEqualTo(Map.of("three", 75, "one", 25, "500", 100));
    assertThat(GW.origins().requests("none")).isEmpty();
  }

  @Test
  void hostnamesComeFirstAndFallThrough() throws IOException {
    GW.origins().answering("exact", "wildcard", "any");
    GW.serve(
        GATEWAY,
        GW.origins().backends(),
        hostRoute("any", "rules:", "/deep/path"),
        hostRoute("wildcard", "hostnames: [\"*.example.com\"]\nrules:", "/"),
        hostRoute("exact", "hostnames: [www.example.com]\nrules:", "/shop"));

    assertThat(body("www.example.com", "/shop")).isEqualTo("exact");
    assertThat(body("WWW.example.com:80", "/shop/1")).isEqualTo("exact");
    assertThat(body("www.example.com", "/deep/path")).isEqualTo("wildcard");
    assertThat(body("a.b.example.com", "/shop")).isEqualTo("wildcard");
    assertThat(body("example.org", "/deep/path")).isEqualTo("any");
    assertThat(GW.get("example.com", "/shop").status()).isEqualTo(404);
  }

  @Test
  void everyConditionOfAMatchCounts() throws IOException {
    GW.origins().answering("put", "header", "query", "regex", "exact");
    GW.serve(
        GATEWAY,
        GW.origins().backends(),
        route(
            "r",
            """
            rules:
            - matches: [{method: PUT}]
              backendRefs: [%s]
            - matches: [{headers: [{name: X-User, value: ann}, {name: X-Age, type: RegularExpression, value: "[0-9]+"}]}]
              backendRefs: [%s]
            - matches: [{queryParams: [{name: tier, value: gold}]}]
              backendRefs: [%s]
            - matches: [{path: {type: RegularExpression, value: "/v[0-9]+/.*"}}]
              backendRefs: [%s]
            - matches: [{path: {type: Exact, value: /exact}}]
              backendRefs: [%s]
            """
                .formatted(ref("put"), ref("header"), ref("query"), ref("regex"), ref("exact"))));

    assertThat(GW.send("PUT", "h", "/x", "Content-Length: 0").bodyText()).isEqualTo("put");
    assertThat(body("h", "/x", "x-user: ann", "x-age: 42")).isEqualTo("header");
    assertThat(GW.get("h", "/x", "x-user: ann", "x-age: old").status()).isEqualTo(404);
    assertThat(GW.get("h", "/x", "x-user: ann").status()).isEqualTo(404);
    assertThat(body("h", "/x?a=b&tier=gold")).isEqualTo("query");
    assertThat(GW.get("h", "/x?tier=golden").status()).isEqualTo(404);
    assertThat(body("h", "/v12/items")).isEqualTo("regex");
    assertThat(GW.get("h", "/vv/items").status()).isEqualTo(404);
    assertThat(body("h", "/exact")).isEqualTo("exact");
    assertThat(GW.get("h", "/exact/").status()).isEqualTo(404);
  }

  @Test
  void gatewaysOnPortsOfTheirOwnShareNothing() throws IOException {
    GW.origins().answering("first", "second");
    GW.serve(
        GATEWAY,
        gateway("gw2", OTHER_PORT),
        GW.origins().backends(),
        hostRoute("first", "rules:", "/"),
        hostRoute("second", "rules:", "/").replace("{name: gw}", "{name: gw2}"));

    try (RawClient one = GW.connect();
        RawClient two = RawClient.connect(GW.otherPort())) {
      assertThat(one.get("h", "/").bodyText()).isEqualTo("first");
      assertThat(two.get("h", "/").bodyText()).isEqualTo("second");
    }
  }

  @Test
  void routesOfOtherNamespacesNeedTheListenersLeave() throws IOException {
    GW.origins().answering("own", "labelled");
    String chosen =
        GATEWAY.replace(
            PORT,
            PORT
                + ", allowedRoutes: {namespaces: {from: Selector, selector: {matchLabels: {team:"
                + " web}}}}");
    GW.serve(
        chosen,
        "{apiVersion: v1, kind: Namespace, metadata: {name: labelled, labels: {team: web}}}",
        "{apiVersion: v1, kind: Namespace, metadata: {name: default, labels: {team: web}}}",
        backend("own", GW.origins().port("own")),
        hostRoute("own", "rules:", "/own"),
        moved(backend("labelled", GW.origins().port("labelled"))),
        moved(hostRoute("labelled", "rules:", "/labelled")),
        moved(hostRoute("stranger", "rules:", "/stranger")));

    assertThat(body("h", "/own")).isEqualTo("own");
    assertThat(body("h", "/labelled")).isEqualTo("labelled");
    assertThat(GW.get("h", "/stranger").status()).isEqualTo(404);
    assertThat(GW.status().path("httpRoutes").path("stranger/stranger").toString())
        .contains("NotAllowedByListeners");
  }

  /** A route whose one rule sends a prefix to the Backend of its own name. */
  private static String hostRoute(String name, String head, String prefix) {
    return route(
        name,
        "%s\n- matches: [{path: {value: %s}}]\n  backendRefs: [%s]\n"
            .formatted(head, prefix, ref(name)));
  }

  /** An object in the namespace of its own name; its parent stays in default. */
  private static String moved(String document) {
    return document
        .replaceFirst("metadata: \\{name: ([a-z]+)}", "metadata: {name: $1, namespace: $1}")
        .replace("[{name: gw}]", "[{name: gw, namespace: default}]");
  }

  private static String body(String host, String target, String... fields) throws IOException {
    return GW.get(host, target, fields).bodyText();
  }
}
