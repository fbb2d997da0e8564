package io.rauta.sources.kubernetes.write;

import io.rauta.control.ObjectKey;
import io.rauta.control.StatusReport.Address;
import io.rauta.control.StatusReport.AncestorEntry;
import io.rauta.control.StatusReport.BackendEntry;
import io.rauta.control.StatusReport.ClassEntry;
import io.rauta.control.StatusReport.GatewayEntry;
import io.rauta.control.StatusReport.ListenerEntry;
import io.rauta.control.StatusReport.ListenerSetEntry;
import io.rauta.control.StatusReport.ParentEntry;
import io.rauta.control.StatusReport.ParentRef;
import io.rauta.control.StatusReport.PolicyEntry;
import io.rauta.control.StatusReport.RouteEntry;
import io.rauta.control.StatusReport.RouteKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the status of an object becomes: ours as it is said, that of others as it is. Functions of
 * the status as values of JSON; each gives those fields of the status that we answer for.
 *
 * @param controllerName the name of ours in entries of routes and policies
 * @param now the time of changes
 */
record StatusMerge(String controllerName, Instant now) {

  static final String CONDITIONS = "conditions";
  static final String LISTENERS = "listeners";
  static final String PARENTS = "parents";
  static final String ANCESTORS = "ancestors";
  static final String CONTROLLER_NAME = "controllerName";

  Map<String, Object> gatewayClass(Map<String, Object> status, ClassEntry entry) {
    List<Object> features = new ArrayList<>();
    entry.supportedFeatures().forEach(name -> features.add(Map.of("name", name)));
    Map<String, Object> merged = new LinkedHashMap<>();
    merged.put(
        CONDITIONS,
        OwnConditions.GATEWAY_CLASS.merge(
            Json.objects(status.get(CONDITIONS)), entry.conditions(), entry.generation(), now));
    putList(merged, status, "supportedFeatures", features);
    return merged;
  }

  Map<String, Object> gateway(Map<String, Object> status, GatewayEntry entry) {
    Map<String, Object> merged = new LinkedHashMap<>();
    putList(merged, status, "addresses", addresses(status, entry.addresses()));
    merged.put(
        CONDITIONS,
        OwnConditions.GATEWAY.merge(
            Json.objects(status.get(CONDITIONS)), entry.conditions(), entry.generation(), now));
    putList(merged, status, LISTENERS, listeners(status, entry.listeners(), entry.generation()));
    if (entry.attachedListenerSets() > 0 || status.containsKey("attachedListenerSets")) {
      merged.put("attachedListenerSets", entry.attachedListenerSets());
    }
    return merged;
  }

  Map<String, Object> listenerSet(Map<String, Object> status, ListenerSetEntry entry) {
    Map<String, Object> merged = new LinkedHashMap<>();
    merged.put(
        CONDITIONS,
        OwnConditions.LISTENER_SET.merge(
            Json.objects(status.get(CONDITIONS)), entry.conditions(), entry.generation(), now));
    putList(merged, status, LISTENERS, listeners(status, entry.listeners(), entry.generation()));
    return merged;
  }

  Map<String, Object> backend(Map<String, Object> status, BackendEntry entry) {
    return Map.of(
        CONDITIONS,
        OwnConditions.BACKEND.merge(
            Json.objects(status.get(CONDITIONS)), entry.conditions(), entry.generation(), now));
  }

  Map<String, Object> route(Map<String, Object> status, RouteEntry entry) {
    List<OwnEntry> said = new ArrayList<>(entry.parents().size());
    for (ParentEntry parent : entry.parents()) {
      said.add(new OwnEntry(reference(parent.parent()), parent.conditions()));
    }
    Map<String, Object> merged = new LinkedHashMap<>();
    putList(
        merged, status, PARENTS, EntryList.PARENTS.merge(this, status, said, entry.generation()));
    return merged;
  }

  Map<String, Object> policy(Map<String, Object> status, PolicyEntry entry) {
    List<OwnEntry> said = new ArrayList<>(entry.ancestors().size());
    for (AncestorEntry ancestor : entry.ancestors()) {
      said.add(new OwnEntry(reference(ancestor.gateway()), ancestor.conditions()));
    }
    Map<String, Object> merged = new LinkedHashMap<>();
    putList(
        merged,
        status,
        ANCESTORS,
        EntryList.ANCESTORS.merge(this, status, said, entry.generation()));
    return merged;
  }

  /** Whether a status of that kind holds something that is not ours, which has to survive. */
  boolean hasForeign(WrittenKind kind, Map<String, Object> status) {
    return switch (kind) {
      case HTTP_ROUTE, GRPC_ROUTE -> EntryList.PARENTS.hasForeign(controllerName, status);
      case BACKEND_TLS_POLICY -> EntryList.ANCESTORS.hasForeign(controllerName, status);
      case GATEWAY_CLASS -> hasForeign(OwnConditions.GATEWAY_CLASS, status);
      case GATEWAY -> hasForeign(OwnConditions.GATEWAY, status);
      case LISTENER_SET -> hasForeign(OwnConditions.LISTENER_SET, status);
      case BACKEND -> hasForeign(OwnConditions.BACKEND, status);
      case SERVICE_ACCOUNT, SERVICE, ENDPOINT_SLICE -> false;
    };
  }

  private static boolean hasForeign(OwnConditions own, Map<String, Object> status) {
    return own.hasForeign(Json.objects(status.get(CONDITIONS)))
        || Json.objects(status.get(LISTENERS)).stream()
            .anyMatch(
                listener ->
                    OwnConditions.LISTENER.hasForeign(Json.objects(listener.get(CONDITIONS))));
  }

  private List<Map<String, Object>> listeners(
      Map<String, Object> status, List<ListenerEntry> said, long generation) {
    Map<String, Map<String, Object>> present = new LinkedHashMap<>();
    Json.objects(status.get(LISTENERS))
        .forEach(listener -> present.put(Json.text(listener.get("name")), listener));
    List<Map<String, Object>> merged = new ArrayList<>(said.size());
    for (ListenerEntry entry : said) {
      merged.add(listener(present.getOrDefault(entry.name(), Map.of()), entry, generation));
    }
    return merged;
  }

  private Map<String, Object> listener(
      Map<String, Object> present, ListenerEntry entry, long generation) {
    List<Object> kinds = new ArrayList<>(entry.supportedKinds().size());
    for (RouteKind kind : entry.supportedKinds()) {
      kinds.add(Map.of("group", kind.group(), "kind", kind.kind()));
    }
    Map<String, Object> listener = new LinkedHashMap<>(present);
    listener.put("attachedRoutes", entry.attachedRoutes());
    listener.put(
        CONDITIONS,
        OwnConditions.LISTENER.merge(
            Json.objects(present.get(CONDITIONS)), entry.conditions(), generation, now));
    listener.put("name", entry.name());
    putList(listener, present, "supportedKinds", kinds);
    return listener;
  }

  private static List<?> addresses(Map<String, Object> status, List<Address> said) {
    List<Map<String, Object>> present = Json.objects(status.get("addresses"));
    List<Object> addresses = new ArrayList<>(said.size());
    for (Address address : said) {
      addresses.add(
          present.stream()
              .filter(
                  one ->
                      address.type().equals(one.get("type"))
                          && address.value().equals(one.get("value")))
              .findFirst()
              .orElseGet(() -> Map.of("type", address.type(), "value", address.value())));
    }
    return addresses;
  }

  private static Map<String, Object> reference(ParentRef parent) {
    Map<String, Object> reference = new LinkedHashMap<>();
    Json.putIfPresent(reference, "group", parent.group());
    Json.putIfPresent(reference, "kind", parent.kind());
    Json.putIfPresent(reference, "namespace", parent.namespace());
    reference.put("name", parent.name());
    Json.putIfPresent(reference, "sectionName", parent.sectionName());
    Json.putIfPresent(reference, "port", parent.port());
    return reference;
  }

  private static Map<String, Object> reference(ObjectKey gateway) {
    return Map.of(
        "group",
        WrittenKind.GATEWAY.resource().group(),
        "kind",
        WrittenKind.GATEWAY.kind(),
        "namespace",
        gateway.namespace(),
        "name",
        gateway.name());
  }

  /** Says a list, unless it is empty and nothing was said before. */
  private static void putList(
      Map<String, Object> merged, Map<String, Object> present, String name, List<?> list) {
    if (!list.isEmpty() || present.containsKey(name)) {
      merged.put(name, list);
    }
  }
}
