package io.rauta.testkit;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteMatchBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRule;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRuleBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Listener;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ListenerBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReferenceBuilder;
import io.rauta.control.ApiServer;
import io.rauta.control.ObjectKey;
import io.rauta.control.Resources;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Makes random Gateways, routes, and requests for them. Names are few, so that most requests match
 * something and many rules accept the same. Every rule sends the client to a path that names it.
 */
public final class RandomRoutes {

  private static final String NAMESPACE = "default";
  private static final String[] LABELS = {"aa", "bb", "com"};
  private static final String[] ELEMENTS = {"a", "b", "A", "c%20d"};
  private static final String[] PATTERNS = {"/.*", "/a.*", "/[ab]/[^/]*", "/(a|b)"};
  private static final String[] METHODS = {"GET", "POST", "PUT", "HEAD", "OPTIONS"};
  private static final String[] FIELDS = {"x-user", "cookie", "x-a"};
  private static final String[] VALUES = {"1", "2", "ann"};

  private final SplittableRandom random;
  private final int port;

  /** For listeners on {@code port} of 127.0.0.1. */
  public RandomRoutes(SplittableRandom random, int port) {
    this.random = random;
    this.port = port;
  }

  /** The objects of one configuration. */
  public Resources resources() {
    Map<ObjectKey, HTTPRoute> routes = new LinkedHashMap<>();
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      routes.put(new ObjectKey(NAMESPACE, "r" + i), route("r" + i));
    }
    return new Resources(
        Map.of(),
        Map.of(new ObjectKey(NAMESPACE, "gw"), gateway()),
        Map.of(),
        routes,
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        new ApiServer.Absent());
  }

  private Gateway gateway() {
    List<Listener> listeners = new ArrayList<>();
    List<String> hostnames = list(1, 3, this::hostname).stream().distinct().toList();
    listeners.add(listener("any").build());
    for (String hostname : hostnames) {
      listeners.add(listener("l" + listeners.size()).withHostname(hostname).build());
    }
    return new GatewayBuilder()
        .withMetadata(new ObjectMetaBuilder().withName("gw").withNamespace(NAMESPACE).build())
        .withNewSpec()
        .withGatewayClassName("rauta")
        .addNewAddress()
        .withValue("127.0.0.1")
        .endAddress()
        .withListeners(listeners)
        .endSpec()
        .build();
  }

  private ListenerBuilder listener(String name) {
    return new ListenerBuilder().withName(name).withProtocol("HTTP").withPort(port);
  }

  private HTTPRoute route(String name) {
    List<HTTPRouteRule> rules = new ArrayList<>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      rules.add(rule("/" + name + "/" + rules.size()));
    }
    return new HTTPRouteBuilder()
        .withMetadata(new ObjectMetaBuilder().withName(name).withNamespace(NAMESPACE).build())
        .withNewSpec()
        .withParentRefs(new ParentReferenceBuilder().withName("gw").build())
        .withHostnames(random.nextInt(3) == 0 ? List.of() : list(1, 2, this::hostname))
        .withRules(rules)
        .endSpec()
        .build();
  }

  private HTTPRouteRule rule(String target) {
    return new HTTPRouteRuleBuilder()
        .withMatches(list(0, 2, this::match))
        .addNewFilter()
        .withType("RequestRedirect")
        .withNewRequestRedirect()
        .withNewPath()
        .withType("ReplaceFullPath")
        .withReplaceFullPath(target)
        .endPath()
        .endRequestRedirect()
        .endFilter()
        .build();
  }

  private HTTPRouteMatch match() {
    HTTPRouteMatchBuilder match = new HTTPRouteMatchBuilder();
    switch (random.nextInt(4)) {
      case 0 -> match.withNewPath("Exact", path());
      case 1 -> match.withNewPath("RegularExpression", one(PATTERNS));
      default -> match.withNewPath("PathPrefix", path());
    }
    if (random.nextInt(4) == 0) {
      match.withMethod(one(METHODS));
    }
    if (random.nextInt(4) == 0) {
      match.addNewHeader().withName(one(FIELDS)).withValue(one(VALUES)).endHeader();
    }
    if (random.nextInt(5) == 0) {
      match.addNewQueryParam().withName(one(FIELDS)).withValue(one(VALUES)).endQueryParam();
    }
    return match.build();
  }

  /** A method, a URL and header lines. */
  public record Asked(String method, String url, List<String> fields) {}

  /** A request that the codec does not refuse. */
  public Asked request() {
    String query =
        random.nextInt(3) == 0 ? "?" + one(FIELDS) + "=" + one(VALUES) + "&" + one(FIELDS) : "";
    String host = String.join(".", list(1, 3, () -> one(LABELS)));
    String odd = random.nextInt(8) == 0 ? "/./%61/.." : "";
    return new Asked(
        one(METHODS),
        "http://" + host + ":" + port + odd + path() + query,
        list(0, 3, () -> one(FIELDS) + ": " + one(VALUES)));
  }

  private String hostname() {
    String name = String.join(".", list(2, 3, () -> one(LABELS)));
    return random.nextBoolean() ? "*." + name : name;
  }

  private String path() {
    return random.nextInt(6) == 0 ? "/" : "/" + String.join("/", list(1, 3, () -> one(ELEMENTS)));
  }

  private String one(String[] choices) {
    return choices[random.nextInt(choices.length)];
  }

  private <V> List<V> list(int least, int most, Supplier<V> element) {
    List<V> all = new ArrayList<>();
    for (int i = random.nextInt(least, most + 1); i > 0; i--) {
      all.add(element.get());
    }
    return all;
  }
}
