package io.rauta.control.route;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.BackendObjectReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCBackendRef;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPBackendRef;
import io.rauta.control.filter.GivenFilters;
import io.rauta.control.syntax.Given;
import java.util.List;
import java.util.Optional;

/**
 * A backend reference as its route has it, whatever the kind of that.
 *
 * @param ref what is referred to
 * @param weight its share of the requests; empty for 1
 * @param filters what is done to its share only
 */
public record GivenBackend(
    BackendObjectReference ref, Optional<Integer> weight, GivenFilters filters) {

  static List<Optional<GivenBackend>> ofHttp(List<HTTPBackendRef> refs) {
    return refs.stream().map(ref -> Optional.ofNullable(ref).map(GivenBackend::of)).toList();
  }

  static List<Optional<GivenBackend>> ofGrpc(List<GRPCBackendRef> refs) {
    return refs.stream().map(ref -> Optional.ofNullable(ref).map(GivenBackend::of)).toList();
  }

  private static GivenBackend of(HTTPBackendRef ref) {
    return new GivenBackend(
        new BackendObjectReference(
            ref.getGroup(), ref.getKind(), ref.getName(), ref.getNamespace(), ref.getPort()),
        Optional.ofNullable(ref.getWeight()),
        GivenFilters.ofHttp(Given.list(ref.getFilters())));
  }

  private static GivenBackend of(GRPCBackendRef ref) {
    return new GivenBackend(
        new BackendObjectReference(
            ref.getGroup(), ref.getKind(), ref.getName(), ref.getNamespace(), ref.getPort()),
        Optional.ofNullable(ref.getWeight()),
        GivenFilters.ofGrpc(Given.list(ref.getFilters())));
  }
}
