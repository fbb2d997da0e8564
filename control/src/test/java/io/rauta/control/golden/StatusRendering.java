package io.rauta.control.golden;

import static io.rauta.control.StatusReport.inOrder;

import io.rauta.control.GatewayObject;
import io.rauta.control.StatusReport;
import io.rauta.control.StatusReport.AncestorEntry;
import io.rauta.control.StatusReport.BackendEntry;
import io.rauta.control.StatusReport.ClassEntry;
import io.rauta.control.StatusReport.Condition;
import io.rauta.control.StatusReport.GatewayEntry;
import io.rauta.control.StatusReport.ListenerEntry;
import io.rauta.control.StatusReport.ListenerSetEntry;
import io.rauta.control.StatusReport.ParentEntry;
import io.rauta.control.StatusReport.ParentRef;
import io.rauta.control.StatusReport.PolicyEntry;
import io.rauta.control.StatusReport.RouteEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A {@link StatusReport} as plain maps and lists; empty parts are left out. */
final class StatusRendering {

  private StatusRendering() {}

  static Object render(StatusReport report) {
    Map<String, Object> root = new LinkedHashMap<>();
    Map<String, Object> classes = new LinkedHashMap<>();
    inOrder(report.gatewayClasses())
        .forEach((key, entry) -> classes.put("" + key, gatewayClass(entry)));
    put(root, "gatewayClasses", classes);
    Map<String, Object> gateways = new LinkedHashMap<>();
    inOrder(report.gateways()).forEach((key, entry) -> gateways.put("" + key, gateway(entry)));
    put(root, "gateways", gateways);
    Map<String, Object> sets = new LinkedHashMap<>();
    inOrder(report.listenerSets()).forEach((key, entry) -> sets.put("" + key, listenerSet(entry)));
    put(root, "listenerSets", sets);
    Map<String, Object> routes = new LinkedHashMap<>();
    inOrder(report.httpRoutes()).forEach((key, entry) -> routes.put("" + key, route(entry)));
    put(root, "httpRoutes", routes);
    Map<String, Object> calls = new LinkedHashMap<>();
    inOrder(report.grpcRoutes()).forEach((key, entry) -> calls.put("" + key, route(entry)));
    put(root, "grpcRoutes", calls);
    Map<String, Object> backends = new LinkedHashMap<>();
    inOrder(report.backends()).forEach((key, entry) -> backends.put("" + key, backend(entry)));
    put(root, "backends", backends);
    Map<String, Object> policies = new LinkedHashMap<>();
    inOrder(report.backendTlsPolicies())
        .forEach((key, entry) -> policies.put("" + key, policy(entry)));
    put(root, "backendTlsPolicies", policies);
    Map<String, Object> objects = new LinkedHashMap<>();
    inOrder(report.gatewayObjects())
        .forEach((key, object) -> objects.put("" + key, object(object)));
    put(root, "gatewayObjects", objects);
    if (!report.problems().isEmpty()) {
      root.put("problems", report.problems().stream().map(Object::toString).toList());
    }
    return root;
  }

  private static Object object(GatewayObject object) {
    Map<String, Object> map = new LinkedHashMap<>();
    switch (object) {
      case GatewayObject.Account _ -> map.put("serviceAccount", object.name());
      case GatewayObject.Entrance entrance -> {
        map.put("service", object.name());
        map.put("type", entrance.type().apiName());
        entrance.address().ifPresent(address -> map.put("address", address));
        map.put(
            "ports",
            entrance.ports().stream()
                .map(port -> port.name() + ": " + port.port() + " to " + port.bound())
                .toList());
        map.put("replicas", entrance.replicas().stream().map(StatusRendering::replica).toList());
      }
    }
    map.put("labels", new TreeMap<>(object.labels()));
    put(map, "annotations", new TreeMap<>(object.annotations()));
    return map;
  }

  private static String replica(GatewayObject.Replica replica) {
    return replica.address()
        + (replica.ready() ? " ready" : "")
        + (replica.serving() ? " serving" : "")
        + (replica.terminating() ? " terminating" : "");
  }

  private static void put(Map<String, Object> root, String name, Map<String, Object> entries) {
    if (!entries.isEmpty()) {
      root.put(name, entries);
    }
  }

  private static Object gateway(GatewayEntry entry) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (!entry.addresses().isEmpty()) {
      map.put(
          "addresses", entry.addresses().stream().map(a -> a.type() + " " + a.value()).toList());
    }
    generation(map, entry.generation());
    map.put("conditions", conditions(entry.conditions()));
    map.put("listeners", entry.listeners().stream().map(StatusRendering::listener).toList());
    if (entry.attachedListenerSets() > 0) {
      map.put("attachedListenerSets", entry.attachedListenerSets());
    }
    return map;
  }

  private static Object gatewayClass(ClassEntry entry) {
    Map<String, Object> map = new LinkedHashMap<>();
    generation(map, entry.generation());
    map.put("conditions", conditions(entry.conditions()));
    if (!entry.supportedFeatures().isEmpty()) {
      map.put("supportedFeatures", "those of SupportedFeatures");
    }
    return map;
  }

  private static Object backend(BackendEntry entry) {
    Map<String, Object> map = new LinkedHashMap<>();
    generation(map, entry.generation());
    map.put("conditions", conditions(entry.conditions()));
    return map;
  }

  private static Object policy(PolicyEntry entry) {
    List<Object> ancestors = new ArrayList<>();
    for (AncestorEntry ancestor : entry.ancestors()) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("gateway", ancestor.gateway().toString());
      generation(map, entry.generation());
      map.put("conditions", conditions(ancestor.conditions()));
      ancestors.add(map);
    }
    return ancestors;
  }

  private static Object listenerSet(ListenerSetEntry entry) {
    Map<String, Object> map = new LinkedHashMap<>();
    generation(map, entry.generation());
    map.put("conditions", conditions(entry.conditions()));
    map.put("listeners", entry.listeners().stream().map(StatusRendering::listener).toList());
    return map;
  }

  private static Object listener(ListenerEntry entry) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", entry.name());
    map.put("kinds", entry.supportedKinds().stream().map(k -> k.kind()).toList());
    map.put("attachedRoutes", entry.attachedRoutes());
    map.put("conditions", conditions(entry.conditions()));
    return map;
  }

  private static Object route(RouteEntry entry) {
    List<Object> parents = new ArrayList<>();
    for (ParentEntry parent : entry.parents()) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("parent", parent(parent.parent()));
      generation(map, entry.generation());
      map.put("conditions", conditions(parent.conditions()));
      parents.add(map);
    }
    return parents;
  }

  private static String parent(ParentRef ref) {
    StringBuilder text = new StringBuilder();
    ref.group().ifPresent(group -> text.append("group ").append(group).append(' '));
    ref.kind().ifPresent(kind -> text.append("kind ").append(kind).append(' '));
    ref.namespace().ifPresent(namespace -> text.append(namespace).append('/'));
    text.append(ref.name());
    ref.sectionName().ifPresent(section -> text.append(" section ").append(section));
    ref.port().ifPresent(port -> text.append(" port ").append(port));
    return text.toString();
  }

  private static void generation(Map<String, Object> map, long generation) {
    if (generation != 0) {
      map.put("observedGeneration", generation);
    }
  }

  private static List<String> conditions(List<Condition> conditions) {
    List<String> texts = new ArrayList<>();
    for (Condition condition : conditions) {
      String text = condition.type() + "=" + condition.status() + "/" + condition.reason();
      texts.add(condition.message().isEmpty() ? text : text + ": " + condition.message());
    }
    return texts;
  }
}
