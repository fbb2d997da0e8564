package io.rauta.control.topology.build;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.BackendObjectReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPBackendRef;
import io.rauta.config.cluster.ClusterId;
import io.rauta.control.Problem;
import io.rauta.control.filter.MirrorBackends;
import io.rauta.control.syntax.Given;
import io.rauta.control.topology.trust.ReferenceGrants.From;
import java.util.List;
import java.util.Optional;

/**
 * Resolves the mirrors of one route as its backends are.
 *
 * @param upstreams resolves references
 * @param from the route
 */
record RouteMirrors(Upstreams upstreams, From from) implements MirrorBackends {

  @Override
  public Optional<ClusterId> find(BackendObjectReference ref, String at, List<Problem> unresolved) {
    HTTPBackendRef backend = new HTTPBackendRef();
    backend.setGroup(ref.getGroup());
    backend.setKind(ref.getKind());
    backend.setNamespace(ref.getNamespace());
    backend.setName(ref.getName());
    backend.setPort(ref.getPort());
    return switch (upstreams.resolve(backend, from, at)) {
      case Upstreams.Resolution.Found found -> Optional.of(found.id());
      case Upstreams.Resolution.Refused refused -> {
        unresolved.add(refused.problem());
        yield Optional.empty();
      }
    };
  }

  @Override
  public boolean isForeign(BackendObjectReference ref) {
    return !Given.text(ref.getNamespace(), from.namespace()).equals(from.namespace());
  }
}
