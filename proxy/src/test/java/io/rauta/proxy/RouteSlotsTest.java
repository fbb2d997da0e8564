package io.rauta.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.config.ProxyConfig;
import io.rauta.config.listener.BindAddress;
import io.rauta.config.listener.HostScope;
import io.rauta.config.listener.HttpSettings;
import io.rauta.config.listener.ListenerConfig;
import io.rauta.config.listener.Security;
import io.rauta.config.route.HostPattern;
import io.rauta.config.route.PathMatch;
import io.rauta.config.route.RequestMatch;
import io.rauta.config.route.RouteAction;
import io.rauta.config.route.RouteRule;
import io.rauta.config.route.RouteTimeouts;
import io.rauta.config.route.RuleId;
import io.rauta.config.route.VirtualHost;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RouteSlotsTest {

  private final RouteSlots slots = new RouteSlots();

  @Test
  void everyRouteHasANumberOfItsOwn() {
    slots.assign(config(host("a.example", "r1", "r2"), host("b.example", "r2", "r3")));

    assertThat(Stream.of("r1", "r2", "r3").map(slots::of)).containsExactlyInAnyOrder(0, 1, 2);
    assertThat(slots.names().get(slots.of("r3"))).isEqualTo("r3");
  }

  @Test
  void aRouteKeepsItsNumberWhileAnyRuleHasIt() {
    VirtualHost a = host("a.example", "r1", "r2");
    slots.assign(config(a, host("b.example", "r2")));
    int number = slots.of("r2");

    slots.assign(config(host("a.example", "r1"), host("b.example", "r2")));
    slots.assign(config(host("c.example", "r2", "r9")));

    assertThat(slots.of("r2")).isEqualTo(number);
  }

  @Test
  void theNumberOfARouteThatIsGoneIsGivenToTheNext() {
    slots.assign(config(host("a.example", "r1", "r2")));
    slots.assign(config(host("a.example", "r2")));
    slots.assign(config(host("a.example", "r2", "r3")));

    assertThat(slots.names()).containsExactlyInAnyOrder("r2", "r3");
  }

  private static ProxyConfig config(VirtualHost... hosts) {
    HostScope scope =
        new HostScope("gw/http", new HostPattern.Any(), new Security.Cleartext(), List.of(hosts));
    ListenerConfig listener =
        new ListenerConfig(
            new BindAddress.AllAddresses(8080), HttpSettings.DEFAULT, List.of(scope));
    return new ProxyConfig(List.of(listener), Map.of());
  }

  private static VirtualHost host(String name, String... routes) {
    return new VirtualHost(
        new HostPattern.Exact(name), Stream.of(routes).map(RouteSlotsTest::rule).toList());
  }

  private static RouteRule rule(String route) {
    RequestMatch match =
        new RequestMatch(new PathMatch.Prefix("/"), Optional.empty(), List.of(), List.of());
    return new RouteRule(
        new RuleId(route, 0, 0),
        match,
        List.of(),
        new RouteAction.Fail("nothing"),
        new RouteTimeouts(new RouteTimeouts.RequestTimeout.Unlimited(), Optional.empty()));
  }
}
