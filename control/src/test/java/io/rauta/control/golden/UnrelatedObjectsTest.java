package io.rauta.control.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.rauta.config.ProxyConfig;
import io.rauta.config.listener.HostScope;
import io.rauta.config.listener.ListenerConfig;
import io.rauta.config.route.RouteRule;
import io.rauta.config.route.VirtualHost;
import io.rauta.control.ObjectKey;
import io.rauta.control.ObjectRef;
import io.rauta.control.StatusReport;
import io.rauta.control.StatusReport.GatewayEntry;
import io.rauta.control.StatusReport.ListenerEntry;
import io.rauta.control.StatusReport.RouteEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Objects that are broken at random change neither the configuration nor the status of objects that
 * have nothing to do with them. The seed is part of each message; the system property {@code
 * rauta.seed} repeats a run, and {@code rauta.rounds} makes it longer.
 */
class UnrelatedObjectsTest {

  private static final int ROUNDS = Integer.getInteger("rauta.rounds", 40);

  static List<Path> files() throws IOException {
    return BrokenInputTest.files();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void objectsOfAnotherFileStayAsTheyAre(Path file) throws IOException {
    String input = input(file);
    List<Path> others = files();
    long first = Long.getLong("rauta.seed", new Random().nextLong());
    for (long seed = first; seed < first + ROUNDS; seed++) {
      Random random = new Random(seed);
      Path other = others.get(random.nextInt(others.size()));
      String where = file.getFileName() + " beside " + other.getFileName() + ", rauta.seed=" + seed;
      String moved = Transplant.of(input(other));
      Mutation mutation = new Mutation(random);
      Translation beside =
          Translation.of(
              Objects.parse(
                  input + moved,
                  (object, document) -> {
                    if (!isMoved(object)) {
                      mutation.apply(document);
                    }
                  }),
              where);
      assertThat(moved(beside))
          .as(where)
          .isEqualTo(moved(Translation.of(Objects.parse(moved), where)));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void otherRoutesStayAsTheyAre(Path file) throws IOException {
    String input = input(file);
    Map<ObjectRef, JsonNode> objects = new TreeMap<>();
    Translation whole =
        Translation.of(
            Objects.parse(input, (object, document) -> objects.put(object, document.deepCopy())),
            "whole");
    List<ObjectRef> victims =
        objects.keySet().stream()
            .filter(object -> isLeaf(object, String.valueOf(objects.get(object))))
            .toList();
    if (victims.isEmpty()) {
      return;
    }
    long first = Long.getLong("rauta.seed", new Random().nextLong());
    for (long seed = first; seed < first + ROUNDS; seed++) {
      Random random = new Random(seed);
      ObjectRef victim = victims.get(random.nextInt(victims.size()));
      String where = file.getFileName() + " with a broken " + victim + ", rauta.seed=" + seed;
      Mutation mutation = new Mutation(random);
      Translation broken =
          Translation.of(
              Objects.parse(
                  input,
                  (object, document) -> {
                    if (object.equals(victim)) {
                      mutation.apply(document);
                    }
                  }),
              where);
      Predicate<ObjectRef> unrelated = route -> !concerns(victim, route, objects);
      assertThat(routes(broken, unrelated)).as(where).isEqualTo(routes(whole, unrelated));
      assertThat(gateways(broken.status())).as(where).isEqualTo(gateways(whole.status()));
    }
  }

  private static String input(Path file) throws IOException {
    String text = Files.readString(file);
    return text.substring(0, text.indexOf("# Expected"));
  }

  private static boolean isMoved(ObjectRef object) {
    ObjectKey key = object.key();
    return key.namespace().startsWith(Transplant.PREFIX)
        || (key.namespace().isEmpty() && key.name().startsWith(Transplant.PREFIX));
  }

  /** All that concerns the moved objects. */
  private static Map<String, Object> moved(Translation translation) {
    ProxyConfig config = translation.config();
    StatusReport status = translation.status();
    Map<String, Object> moved = new HashMap<>();
    moved.put(
        "listeners",
        config.listeners().stream()
            .filter(listener -> listener.bind().toString().startsWith(Transplant.ADDRESS))
            .collect(Collectors.toSet()));
    config
        .clusters()
        .forEach(
            (id, cluster) -> {
              if (id.toString().contains("/" + Transplant.PREFIX)) {
                moved.put("cluster " + id, cluster);
              }
            });
    put(moved, "GatewayClass", status.gatewayClasses());
    put(moved, "Gateway", status.gateways());
    put(moved, "ListenerSet", status.listenerSets());
    put(moved, "HTTPRoute", status.httpRoutes());
    put(moved, "GRPCRoute", status.grpcRoutes());
    put(moved, "Backend", status.backends());
    moved.put(
        "problems",
        status.problems().stream().filter(finding -> isMoved(finding.object())).toList());
    return moved;
  }

  private static void put(Map<String, Object> into, String kind, Map<ObjectKey, ?> entries) {
    entries.forEach(
        (key, entry) -> {
          if (isMoved(new ObjectRef(kind, key))) {
            into.put(kind + " " + key, entry);
          }
        });
  }

  /** Whether no more than routes can depend on the object. */
  private static boolean isLeaf(ObjectRef object, String text) {
    return switch (object.kind()) {
      case "HTTPRoute", "GRPCRoute", "Service", "EndpointSlice", "Backend" -> true;
      case "ReferenceGrant" ->
          !text.contains("\"kind\":\"Gateway\"") && !text.contains("\"kind\":\"ListenerSet\"");
      default -> false;
    };
  }

  /** Whether a route may change when {@code victim} does. */
  private static boolean concerns(
      ObjectRef victim, ObjectRef route, Map<ObjectRef, JsonNode> objects) {
    String text = String.valueOf(objects.get(route));
    return switch (victim.kind()) {
      case "HTTPRoute", "GRPCRoute" -> victim.equals(route);
      case "ReferenceGrant" -> text.contains("\"namespace\"");
      case "EndpointSlice" ->
          text.contains(service(objects.getOrDefault(victim, MissingNode.getInstance())));
      default -> text.contains("\"" + victim.key().name() + "\"");
    };
  }

  private static String service(JsonNode slice) {
    return slice.at("/metadata/labels/kubernetes.io~1service-name").asText();
  }

  /** Status and rules of some routes, the rules where they are served and in their order. */
  private static Map<String, Object> routes(Translation translation, Predicate<ObjectRef> which) {
    Map<String, Object> found = new TreeMap<>();
    Set<String> names = new HashSet<>();
    Map<ObjectRef, RouteEntry> entries = new HashMap<>();
    StatusReport status = translation.status();
    status
        .httpRoutes()
        .forEach((key, entry) -> entries.put(new ObjectRef("HTTPRoute", key), entry));
    status
        .grpcRoutes()
        .forEach((key, entry) -> entries.put(new ObjectRef("GRPCRoute", key), entry));
    entries.forEach(
        (route, entry) -> {
          if (which.test(route)) {
            found.put("status " + route, entry);
            names.add(route.kind() + "/" + route.key());
          }
        });
    for (ListenerConfig listener : translation.config().listeners()) {
      for (HostScope scope : listener.scopes()) {
        for (VirtualHost host : scope.virtualHosts()) {
          List<RouteRule> rules = new ArrayList<>();
          for (RouteRule rule : host.rules()) {
            if (names.contains(rule.id().route())) {
              rules.add(rule);
            }
          }
          if (!rules.isEmpty()) {
            found.put(listener.bind() + " " + scope.listener() + " " + host.hostname(), rules);
          }
        }
      }
    }
    return found;
  }

  /** Status of Gateways but for their counts of routes. */
  private static Map<ObjectKey, List<Object>> gateways(StatusReport status) {
    Map<ObjectKey, List<Object>> gateways = new TreeMap<>();
    for (Map.Entry<ObjectKey, GatewayEntry> gateway : status.gateways().entrySet()) {
      List<Object> entry = new ArrayList<>();
      entry.add(gateway.getValue().conditions());
      entry.add(gateway.getValue().addresses());
      for (ListenerEntry listener : gateway.getValue().listeners()) {
        entry.add(listener.supportedKinds());
        entry.add(listener.conditions());
      }
      gateways.put(gateway.getKey(), entry);
    }
    return gateways;
  }
}
