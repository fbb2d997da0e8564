package io.rauta.control.lint;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.rauta.config.route.HostPattern;
import io.rauta.control.ObjectKey;
import io.rauta.control.ObjectRef;
import io.rauta.control.Resources;
import io.rauta.control.syntax.ApiNames;
import io.rauta.control.syntax.Given;
import io.rauta.control.syntax.Hostnames;
import io.rauta.control.topology.Topology;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds hostnames of routes that no listener of theirs has, although it has others of the route.
 */
final class UnmatchedHostnames {

  private UnmatchedHostnames() {}

  static void find(Resources resources, Topology topology, Warnings warnings) {
    Map<ObjectKey, Set<HostPattern>> served = new HashMap<>();
    topology
        .attachments()
        .values()
        .forEach(
            attached ->
                attached.forEach(
                    attachment ->
                        served
                            .computeIfAbsent(attachment.route().key(), _ -> new HashSet<>())
                            .addAll(attachment.hostnames())));
    resources
        .httpRoutes()
        .forEach(
            (key, route) -> {
              Set<HostPattern> hostnames = served.get(key);
              if (hostnames != null) {
                find(key, route, hostnames, warnings);
              }
            });
  }

  private static void find(
      ObjectKey key, HTTPRoute route, Set<HostPattern> served, Warnings warnings) {
    List<String> hostnames =
        Given.list(route.getSpec() == null ? null : route.getSpec().getHostnames());
    for (int i = 0; i < hostnames.size(); i++) {
      String written = Given.text(hostnames.get(i));
      Optional<HostPattern> hostname = Hostnames.parse(written);
      if (hostname.isPresent() && !served.contains(hostname.get())) {
        warnings.add(
            "unmatched-hostname",
            new ObjectRef(ApiNames.HTTP_ROUTE, key),
            "spec.hostnames[" + i + "]",
            "no listener of the route has \"" + written + "\": it gets no requests");
      }
    }
  }
}
