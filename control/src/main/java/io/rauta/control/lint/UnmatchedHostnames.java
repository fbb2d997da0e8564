package io.rauta.control.lint;

import io.rauta.config.route.HostPattern;
import io.rauta.control.ObjectRef;
import io.rauta.control.Resources;
import io.rauta.control.route.GivenRoute;
import io.rauta.control.syntax.Given;
import io.rauta.control.syntax.Hostnames;
import io.rauta.control.topology.RouteNode;
import io.rauta.control.topology.Topology;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds hostnames of routes that no listener of theirs has, although it has others of the route.
 */
final class UnmatchedHostnames {

  private UnmatchedHostnames() {}

  static void find(Resources resources, Topology topology, Warnings warnings) {
    Map<ObjectRef, Set<HostPattern>> served = new HashMap<>();
    topology
        .attachments()
        .values()
        .forEach(
            attached ->
                attached.forEach(
                    attachment ->
                        served
                            .computeIfAbsent(attachment.route().ref(), _ -> new HashSet<>())
                            .addAll(attachment.hostnames())));
    for (RouteNode route : topology.routes()) {
      Set<HostPattern> hostnames = served.get(route.ref());
      if (hostnames != null) {
        find(route.ref(), written(route, resources), hostnames, warnings);
      }
    }
  }

  private static List<String> written(RouteNode route, Resources resources) {
    return switch (route.kind()) {
      case HTTP_ROUTE -> hostnames(resources.httpRoutes().get(route.key()), GivenRoute::of);
      case GRPC_ROUTE -> hostnames(resources.grpcRoutes().get(route.key()), GivenRoute::of);
    };
  }

  private static <T> List<String> hostnames(@Nullable T route, Function<T, GivenRoute> given) {
    return route == null ? List.of() : given.apply(route).hostnames();
  }

  private static void find(
      ObjectRef route, List<String> hostnames, Set<HostPattern> served, Warnings warnings) {
    for (int i = 0; i < hostnames.size(); i++) {
      String written = Given.text(hostnames.get(i));
      Optional<HostPattern> hostname = Hostnames.parse(written);
      if (hostname.isPresent() && !served.contains(hostname.get())) {
        warnings.add(
            "unmatched-hostname",
            route,
            "spec.hostnames[" + i + "]",
            "no listener of the route has \"" + written + "\": it gets no requests");
      }
    }
  }
}
