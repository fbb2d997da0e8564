package io.rauta.testkit.cases;

import static io.rauta.testkit.Manifests.GATEWAY;
import static io.rauta.testkit.Manifests.OTHER_PORT;
import static io.rauta.testkit.Manifests.PORT;
import static io.rauta.testkit.Manifests.routeTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rauta.origins.Message;
import io.rauta.origins.RawClient;
import io.rauta.testkit.RunningGateway;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Listeners that ListenerSets add to a Gateway. */
final class ListenerSetTest {

  private static final String ADMITTING =
      GATEWAY.replace(
          "gatewayClassName: rauta",
          "gatewayClassName: rauta\n  allowedListeners: {namespaces: {from: Same}}");

  @RegisterExtension static final RunningGateway GW = new RunningGateway();

  @Test
  void addPortsAndHostsWithRoutesOfTheirOwn() throws IOException {
    GW.origins().answering("gateway", "set");
    GW.serve(
        ADMITTING,
        GW.origins().backends(),
        listenerSet(
            "{name: host, protocol: HTTP, port: %s, hostname: set.example.com}".formatted(PORT),
            "{name: port, protocol: HTTP, port: %s}".formatted(OTHER_PORT)),
        routeTo("gateway", "gateway"),
        ofSet(routeTo("set", "set")));

    assertThat(GW.get("gateway.example.com", "/").bodyText()).isEqualTo("gateway");
    assertThat(GW.get("set.example.com", "/").bodyText()).isEqualTo("set");
    try (RawClient client = RawClient.connect(GW.otherPort())) {
      assertThat(client.get("gateway.example.com", "/").bodyText()).isEqualTo("set");
    }
    JsonNode status = GW.status();
    assertThat(status.at("/gateways/default~1gw/attachedListenerSets").asInt()).isEqualTo(1);
    assertThat(status.at("/listenerSets/default~1set/conditions/1").toString())
        .contains("\"Programmed\"", "\"True\"");
    assertThat(status.at("/listenerSets/default~1set/listeners/0/attachedRoutes").asInt())
        .isEqualTo(1);
  }

  @Test
  void leaveAndComeBackWhileTheGatewayServes() throws IOException {
    GW.origins().answering("gateway", "set");
    String set = listenerSet("{name: port, protocol: HTTP, port: %s}".formatted(OTHER_PORT));
    String[] routes = {routeTo("gateway", "gateway"), ofSet(routeTo("set", "set"))};
    GW.serve(ADMITTING, GW.origins().backends(), set, routes[0], routes[1]);
    assertThat(fromOtherPort().bodyText()).isEqualTo("set");

    GW.edit(GATEWAY, GW.origins().backends(), set, routes[0], routes[1]);
    assertThat(GW.get("h", "/").bodyText()).isEqualTo("gateway");
    assertThat(GW.status().at("/listenerSets/default~1set/conditions/0/reason").asText())
        .isEqualTo("NotAllowed");
    assertThat(GW.routeConditions("set").toString()).contains("NoMatchingParent");

    GW.edit(ADMITTING, GW.origins().backends(), set, routes[0], routes[1]);
    assertThat(fromOtherPort().bodyText()).isEqualTo("set");
  }

  private static Message fromOtherPort() throws IOException {
    try (RawClient client = RawClient.connect(GW.otherPort())) {
      return client.get("h", "/");
    }
  }

  private static String listenerSet(String... listeners) {
    return """
    apiVersion: gateway.networking.k8s.io/v1
    kind: ListenerSet
    metadata: {name: set}
    spec:
      parentRef: {name: gw}
      listeners: [%s]
    """
        .formatted(String.join(", ", listeners));
  }

  private static String ofSet(String route) {
    return route.replace("{name: gw}", "{kind: ListenerSet, name: set}");
  }
}
