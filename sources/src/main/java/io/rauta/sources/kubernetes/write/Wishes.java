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
import java.util.function.Function;

/**
 * What is wanted of objects, as one report says. Routes and policies that it does not name have no
 * entries of ours; of other objects nothing is known, since nobody can tell whose the conditions
 * are that they have.
 */
final class Wishes {

  private static final RouteEntry NO_PARENTS = new RouteEntry(0, List.of());
  private static final PolicyEntry NO_ANCESTORS = new PolicyEntry(0, List.of());

  private final StatusReport report;
  private final Map<ObjectRef, WholeWish> wholes;

  Wishes(StatusReport report) {
    this.report = report;
    this.wholes = WholeWish.of(report.gatewayObjects());
  }

  /** The object of that name that has to stand there; empty if none has to. */
  Optional<WholeWish> whole(ObjectRef ref) {
    return Optional.ofNullable(wholes.get(ref));
  }

  /** The EndpointSlices that have to stand beside a Service. */
  List<ObjectRef> slicesOf(ObjectRef service) {
    List<ObjectRef> slices = new ArrayList<>();
    wholes.forEach(
        (ref, wish) -> {
          if (wish.service().equals(service.key().name())
              && ref.key().namespace().equals(service.key().namespace())) {
            slices.add(ref);
          }
        });
    return slices;
  }

  /** The ServiceAccounts that have to stand there. */
  List<ObjectRef> accounts() {
    return wholes.keySet().stream()
        .filter(ref -> ref.kind().equals(WrittenKind.SERVICE_ACCOUNT.kind()))
        .toList();
  }

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
  List<ObjectRef> changedIn(Wishes newer) {
    List<ObjectRef> changed = new ArrayList<>();
    for (WrittenKind kind : WrittenKind.values()) {
      addChanges(entries(kind, report), entries(kind, newer.report), kind::ref, changed);
    }
    addChanges(wholes, newer.wholes, ref -> ref, changed);
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

  private static <K> void addChanges(
      Map<K, ?> before, Map<K, ?> after, Function<K, ObjectRef> ref, List<ObjectRef> changed) {
    after.forEach(
        (key, entry) -> {
          Object earlier = before.get(key);
          if (earlier != entry && !entry.equals(earlier)) {
            changed.add(ref.apply(key));
          }
        });
    for (K key : before.keySet()) {
      if (!after.containsKey(key)) {
        changed.add(ref.apply(key));
      }
    }
  }
}
