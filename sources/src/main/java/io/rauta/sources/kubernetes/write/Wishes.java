package io.rauta.sources.kubernetes.write;

import io.rauta.control.ObjectKey;
import io.rauta.control.ObjectRef;
import io.rauta.control.StatusReport;
import io.rauta.control.StatusReport.PolicyEntry;
import io.rauta.control.StatusReport.RouteEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is wanted of the status of objects, as one report says. Routes and policies that it does not
 * name have no entries of ours; of other objects nothing is known, since nobody can tell whose the
 * conditions are that they have.
 *
 * @param report the report
 */
record Wishes(StatusReport report) {

  private static final RouteEntry NO_PARENTS = new RouteEntry(0, List.of());
  private static final PolicyEntry NO_ANCESTORS = new PolicyEntry(0, List.of());

  Optional<Wish> of(WrittenKind kind, ObjectKey key) {
    return switch (kind) {
      case GATEWAY_CLASS ->
          Optional.ofNullable(report.gatewayClasses().get(key))
              .map(e -> new Wish(e.generation(), (merge, status) -> merge.gatewayClass(status, e)));
      case GATEWAY ->
          Optional.ofNullable(report.gateways().get(key))
              .map(e -> new Wish(e.generation(), (merge, status) -> merge.gateway(status, e)));
      case LISTENER_SET ->
          Optional.ofNullable(report.listenerSets().get(key))
              .map(e -> new Wish(e.generation(), (merge, status) -> merge.listenerSet(status, e)));
      case BACKEND ->
          Optional.ofNullable(report.backends().get(key))
              .map(e -> new Wish(e.generation(), (merge, status) -> merge.backend(status, e)));
      case HTTP_ROUTE -> Optional.of(route(report.httpRoutes().getOrDefault(key, NO_PARENTS)));
      case GRPC_ROUTE -> Optional.of(route(report.grpcRoutes().getOrDefault(key, NO_PARENTS)));
      case BACKEND_TLS_POLICY ->
          Optional.of(policy(report.backendTlsPolicies().getOrDefault(key, NO_ANCESTORS)));
      case SERVICE_ACCOUNT, SERVICE, ENDPOINT_SLICE -> Optional.empty();
    };
  }

  private static Wish route(RouteEntry entry) {
    return new Wish(entry.generation(), (merge, status) -> merge.route(status, entry));
  }

  private static Wish policy(PolicyEntry entry) {
    return new Wish(entry.generation(), (merge, status) -> merge.policy(status, entry));
  }

  /** The objects of which another report says something else; those first that are few. */
  List<ObjectRef> changedIn(StatusReport newer) {
    List<ObjectRef> changed = new ArrayList<>();
    for (WrittenKind kind : WrittenKind.values()) {
      addChanges(kind, entries(kind, report), entries(kind, newer), changed);
    }
    return changed;
  }

  private static Map<ObjectKey, ?> entries(WrittenKind kind, StatusReport report) {
    return switch (kind) {
      case GATEWAY_CLASS -> report.gatewayClasses();
      case GATEWAY -> report.gateways();
      case LISTENER_SET -> report.listenerSets();
      case HTTP_ROUTE -> report.httpRoutes();
      case GRPC_ROUTE -> report.grpcRoutes();
      case BACKEND_TLS_POLICY -> report.backendTlsPolicies();
      case BACKEND -> report.backends();
      case SERVICE_ACCOUNT, SERVICE, ENDPOINT_SLICE -> Map.of();
    };
  }

  private static void addChanges(
      WrittenKind kind,
      Map<ObjectKey, ?> before,
      Map<ObjectKey, ?> after,
      List<ObjectRef> changed) {
    after.forEach(
        (key, entry) -> {
          Object earlier = before.get(key);
          if (earlier != entry && !entry.equals(earlier)) {
            changed.add(kind.ref(key));
          }
        });
    for (ObjectKey key : before.keySet()) {
      if (!after.containsKey(key)) {
        changed.add(kind.ref(key));
      }
    }
  }
}
