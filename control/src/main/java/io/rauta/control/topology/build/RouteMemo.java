package io.rauta.control.topology.build;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.rauta.control.ObjectKey;
import io.rauta.control.ObjectRef;
import io.rauta.control.Resources;
import io.rauta.control.topology.RouteNode;
import io.rauta.control.topology.build.Upstreams.NamedUpstream;
import io.rauta.control.topology.trust.PolicyOutcome;
import io.rauta.control.topology.trust.PolicyTarget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the last build made of each route, for those that have not changed since. It depends on the
 * route and on the objects of all other kinds but EndpointSlices, Secrets and ConfigMaps; when one
 * of those comes, goes or changes, everything is forgotten. Objects are told apart by identity,
 * since none is ever changed.
 *
 * <p>Owned by one thread.
 */
final class RouteMemo {

  /**
   * A route that was read.
   *
   * @param source the object
   * @param node what it says
   * @param upstreams those it names
   * @param attachments the listeners that serve it
   */
  record Known(
      HasMetadata source,
      RouteNode node,
      List<NamedUpstream> upstreams,
      List<Attachments.Attached> attachments) {}

  private @Nullable Resources last;
  private Map<PolicyTarget, PolicyOutcome> lastPolicies = Map.of();
  private final Map<ObjectRef, Known> known = new HashMap<>();

  /** Begins a build from {@code resources}, with what policies make of backends. */
  void begin(Resources resources, Map<PolicyTarget, PolicyOutcome> policies) {
    Resources before = last;
    if (before == null
        || !lastPolicies.equals(policies)
        || !haveSameSurroundings(before, resources)) {
      known.clear();
    }
    last = resources;
    lastPolicies = policies;
  }

  /** What was made of that very object; null where it is new or must be read again. */
  @Nullable Known find(ObjectRef route, HasMetadata source) {
    Known made = known.get(route);
    return made != null && made.source() == source ? made : null;
  }

  /** Takes note of a route that was read. */
  void put(Known read) {
    known.put(read.node().ref(), read);
  }

  /** Ends a build: routes that are gone are forgotten. */
  void end(Resources resources) {
    if (known.size() > resources.httpRoutes().size() + resources.grpcRoutes().size()) {
      known.values().removeIf(route -> isGone(route.node(), resources));
    }
  }

  private static boolean isGone(RouteNode route, Resources resources) {
    return switch (route.kind()) {
      case HTTP_ROUTE -> !resources.httpRoutes().containsKey(route.key());
      case GRPC_ROUTE -> !resources.grpcRoutes().containsKey(route.key());
    };
  }

  private static boolean haveSameSurroundings(Resources before, Resources now) {
    List<Map<ObjectKey, ?>> those = surroundings(before);
    List<Map<ObjectKey, ?>> these = surroundings(now);
    for (int i = 0; i < these.size(); i++) {
      if (!hold(those.get(i), these.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static List<Map<ObjectKey, ?>> surroundings(Resources resources) {
    List<Map<ObjectKey, ?>> apart =
        List.of(
            resources.httpRoutes(),
            resources.grpcRoutes(),
            resources.endpointSlices(),
            resources.secrets(),
            resources.backendTlsPolicies(),
            resources.configMaps());
    List<Map<ObjectKey, ?>> kinds = new ArrayList<>(resources.kinds());
    kinds.removeIf(kind -> apart.stream().anyMatch(each -> each == kind));
    return kinds;
  }

  /** Whether both hold the very same objects in the same order. */
  private static boolean hold(Map<ObjectKey, ?> before, Map<ObjectKey, ?> now) {
    if (before.size() != now.size()) {
      return false;
    }
    Iterator<?> those = before.values().iterator();
    for (Object object : now.values()) {
      if (those.next() != object) {
        return false;
      }
    }
    return true;
  }
}
