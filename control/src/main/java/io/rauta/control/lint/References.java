package io.rauta.control.lint;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.BackendObjectReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Listener;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.SecretObjectReference;
import io.rauta.control.ObjectKey;
import io.rauta.control.Resources;
import io.rauta.control.filter.GivenFilters;
import io.rauta.control.route.GivenBackend;
import io.rauta.control.route.GivenRoute;
import io.rauta.control.route.GivenRule;
import io.rauta.control.syntax.ApiNames;
import io.rauta.control.syntax.Given;
import io.rauta.control.topology.RouteKind;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Gathers the references from one namespace into another that objects make. Used once. */
final class References {

  /** The kinds whose references are gathered. */
  static final Set<String> KINDS =
      Set.of(RouteKind.HTTP_ROUTE.apiName(), RouteKind.GRPC_ROUTE.apiName(), ApiNames.GATEWAY);

  private final Set<Reference> all = new HashSet<>();

  private References() {}

  /**
   * One reference.
   *
   * @param fromKind who refers
   * @param fromNamespace from where
   * @param toGroup API group of what is referred to, empty for the core group
   * @param toKind its kind
   * @param to its namespace and name
   */
  record Reference(
      String fromKind, String fromNamespace, String toGroup, String toKind, ObjectKey to) {}

  static Set<Reference> of(Resources resources) {
    References references = new References();
    resources
        .httpRoutes()
        .forEach((key, it) -> references.route(RouteKind.HTTP_ROUTE, key, GivenRoute.of(it)));
    resources
        .grpcRoutes()
        .forEach((key, it) -> references.route(RouteKind.GRPC_ROUTE, key, GivenRoute.of(it)));
    resources.gateways().forEach(references::gateway);
    return references.all;
  }

  private void route(RouteKind kind, ObjectKey key, GivenRoute route) {
    for (GivenRule rule : route.rules()) {
      mirrors(kind, key, rule.filters());
      for (Optional<GivenBackend> backend : rule.backends()) {
        backend.ifPresent(
            given -> {
              mirrors(kind, key, given.filters());
              backend(kind, key, given.ref());
            });
      }
    }
  }

  private void mirrors(RouteKind kind, ObjectKey route, GivenFilters filters) {
    filters.mirrorRefs().forEach(ref -> backend(kind, route, ref));
  }

  private void backend(RouteKind kind, ObjectKey route, BackendObjectReference ref) {
    all.add(
        new Reference(
            kind.apiName(),
            route.namespace(),
            Given.text(ref.getGroup()),
            Given.text(ref.getKind(), ApiNames.SERVICE),
            new ObjectKey(
                Given.text(ref.getNamespace(), route.namespace()), Given.text(ref.getName()))));
  }

  private void gateway(ObjectKey key, Gateway gateway) {
    if (gateway.getSpec() == null) {
      return;
    }
    for (Listener listener : Given.list(gateway.getSpec().getListeners())) {
      if (listener != null && listener.getTls() != null) {
        for (SecretObjectReference ref : Given.list(listener.getTls().getCertificateRefs())) {
          if (ref != null) {
            all.add(
                new Reference(
                    ApiNames.GATEWAY,
                    key.namespace(),
                    Given.text(ref.getGroup()),
                    Given.text(ref.getKind(), "Secret"),
                    new ObjectKey(
                        Given.text(ref.getNamespace(), key.namespace()),
                        Given.text(ref.getName()))));
          }
        }
      }
    }
  }
}
