package io.rauta.control.topology.build;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.BackendObjectReference;
import io.rauta.config.cluster.ClusterId;
import io.rauta.control.Problem;
import io.rauta.control.filter.MirrorBackends;
import io.rauta.control.syntax.Given;
import java.util.List;
import java.util.Optional;

/**
 * Resolves the mirrors of one route as its backends are.
 *
 * @param upstreams resolves references
 * @param route the route
 */
record RouteMirrors(Upstreams upstreams, Referrer route) implements MirrorBackends {

  @Override
  public Optional<ClusterId> find(BackendObjectReference ref, String at, List<Problem> unresolved) {
    return switch (upstreams.resolve(ref, route, at)) {
      case Upstreams.Resolution.Found found -> Optional.of(found.id());
      case Upstreams.Resolution.Refused refused -> {
        unresolved.add(refused.problem());
        yield Optional.empty();
      }
      case Upstreams.Resolution.Withheld _ -> Optional.empty();
    };
  }

  @Override
  public boolean isForeign(BackendObjectReference ref) {
    return !Given.text(ref.getNamespace(), route.namespace()).equals(route.namespace());
  }
}
