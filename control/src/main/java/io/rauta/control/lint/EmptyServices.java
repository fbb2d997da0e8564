package io.rauta.control.lint;

import io.rauta.control.topology.Topology;
import io.rauta.control.topology.Topology.Upstream;
import java.util.Comparator;

/**
 * Finds Services that routes send requests to and that nobody answers for. In a cluster their
 * EndpointSlices are made; files have to hold them.
 */
final class EmptyServices {

  private EmptyServices() {}

  static void find(Topology topology, Warnings warnings) {
    topology.upstreams().values().stream()
        .filter(upstream -> upstream.endpoints().isEmpty())
        .map(Upstream::id)
        .map(Object::toString)
        .filter(id -> id.startsWith("Service/"))
        .map(EmptyServices::withoutVersion)
        .distinct()
        .sorted(Comparator.naturalOrder())
        .forEach(
            id -> {
              int colon = id.lastIndexOf(':');
              warnings.add(
                  "empty-service",
                  Routes.object(id.substring(0, colon)),
                  "spec.ports",
                  "port "
                      + id.substring(colon + 1)
                      + " has no ready endpoint in any EndpointSlice here: requests are answered"
                      + " 503");
            });
  }

  /** What follows the port says over which version of HTTP it is asked. */
  private static String withoutVersion(String id) {
    int slash = id.indexOf('/', id.lastIndexOf(':'));
    return slash < 0 ? id : id.substring(0, slash);
  }
}
