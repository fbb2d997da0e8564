package io.rauta.sources.kubernetes.write;

import io.rauta.sources.kubernetes.call.ApiCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Compares what objects hold beside their metadata with what is wanted. Fields that nobody wanted
 * are the API server's, and are kept.
 */
final class Contents {

  private static final String SPEC = "spec";
  private static final String PORTS = "ports";
  private static final String CLUSTER_IP = "clusterIP";
  private static final String BALANCER_IP = "loadBalancerIP";

  private Contents() {}

  /** Whether the API does not allow to change an object into what is wanted. */
  static boolean mustBeMadeAnew(
      WrittenKind kind, Map<String, Object> present, Map<String, Object> wanted) {
    return switch (kind) {
      case SERVICE -> {
        Map<String, Object> spec = Json.object(wanted.get(SPEC));
        yield spec.containsKey(CLUSTER_IP)
            && !Objects.equals(
                spec.get(CLUSTER_IP), Json.object(present.get(SPEC)).get(CLUSTER_IP));
      }
      case ENDPOINT_SLICE -> !Objects.equals(wanted.get("addressType"), present.get("addressType"));
      case SERVICE_ACCOUNT -> false;
      case GATEWAY_CLASS, GATEWAY, LISTENER_SET, HTTP_ROUTE, GRPC_ROUTE -> false;
      case BACKEND_TLS_POLICY, BACKEND -> false;
    };
  }

  /** The fields that have to be changed, as a merge patch says it. */
  static Map<String, Object> changes(
      WrittenKind kind, Map<String, Object> present, Map<String, Object> wanted) {
    return switch (kind) {
      case SERVICE -> serviceChanges(Json.object(present.get(SPEC)), Json.object(wanted.get(SPEC)));
      case ENDPOINT_SLICE -> sliceChanges(present, wanted);
      case SERVICE_ACCOUNT -> Json.difference(present, wanted);
      case GATEWAY_CLASS, GATEWAY, LISTENER_SET, HTTP_ROUTE, GRPC_ROUTE -> Map.of();
      case BACKEND_TLS_POLICY, BACKEND -> Map.of();
    };
  }

  private static Map<String, Object> serviceChanges(
      Map<String, Object> present, Map<String, Object> wanted) {
    Map<String, Object> settled = new LinkedHashMap<>(wanted);
    settled.put(
        PORTS, overlaid(Json.objects(present.get(PORTS)), Json.objects(wanted.get(PORTS)), "name"));
    Map<String, Object> changes = Json.difference(present, settled);
    if (present.containsKey(BALANCER_IP) && !wanted.containsKey(BALANCER_IP)) {
      changes.put(BALANCER_IP, ApiCall.NULL);
    }
    if (present.containsKey("selector")) {
      changes.put("selector", ApiCall.NULL);
    }
    return changes.isEmpty() ? Map.of() : Map.of(SPEC, changes);
  }

  private static Map<String, Object> sliceChanges(
      Map<String, Object> present, Map<String, Object> wanted) {
    Map<String, Object> changes = new LinkedHashMap<>();
    for (String list : List.of("endpoints", PORTS)) {
      List<Map<String, Object>> before = Json.objects(present.get(list));
      List<Map<String, Object>> settled = Json.objects(wanted.get(list));
      if (!before.equals(settled)) {
        changes.put(list, settled);
      }
    }
    return changes;
  }

  /** The wanted elements, with those fields that the present ones of the same name have beside. */
  private static List<Map<String, Object>> overlaid(
      List<Map<String, Object>> present, List<Map<String, Object>> wanted, String name) {
    List<Map<String, Object>> overlaid = new ArrayList<>(wanted.size());
    for (Map<String, Object> element : wanted) {
      Map<String, Object> fields = new LinkedHashMap<>();
      for (Map<String, Object> before : present) {
        if (Objects.equals(element.get(name), before.get(name))) {
          fields.putAll(before);
        }
      }
      fields.putAll(element);
      overlaid.add(fields);
    }
    return overlaid;
  }
}
