package io.rauta.control.lint;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.BackendObjectReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPBackendRef;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteFilter;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRule;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Listener;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.SecretObjectReference;
import io.rauta.control.ObjectKey;
import io.rauta.control.Resources;
import io.rauta.control.syntax.ApiNames;
import io.rauta.control.syntax.Given;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers the references from one namespace into another that objects make. Used once. */
final class References {

  /** The kinds whose references are gathered. */
  static final Set<String> KINDS = Set.of(ApiNames.HTTP_ROUTE, ApiNames.GATEWAY);

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
    resources.httpRoutes().forEach(references::route);
    resources.gateways().forEach(references::gateway);
    return references.all;
  }

  private void route(ObjectKey key, HTTPRoute route) {
    if (route.getSpec() == null) {
      return;
    }
    for (HTTPRouteRule rule : Given.list(route.getSpec().getRules())) {
      if (rule != null) {
        filters(key, rule.getFilters());
        for (HTTPBackendRef ref : Given.list(rule.getBackendRefs())) {
          if (ref != null) {
            filters(key, ref.getFilters());
            backend(key, ref.getGroup(), ref.getKind(), ref.getNamespace(), ref.getName());
          }
        }
      }
    }
  }

  private void filters(ObjectKey route, @Nullable List<HTTPRouteFilter> filters) {
    for (HTTPRouteFilter filter : Given.list(filters)) {
      if (filter != null && filter.getRequestMirror() != null) {
        BackendObjectReference ref = filter.getRequestMirror().getBackendRef();
        if (ref != null) {
          backend(route, ref.getGroup(), ref.getKind(), ref.getNamespace(), ref.getName());
        }
      }
    }
  }

  private void backend(
      ObjectKey route,
      @Nullable String group,
      @Nullable String kind,
      @Nullable String namespace,
      @Nullable String name) {
    all.add(
        new Reference(
            ApiNames.HTTP_ROUTE,
            route.namespace(),
            Given.text(group),
            Given.text(kind, ApiNames.SERVICE),
            new ObjectKey(Given.text(namespace, route.namespace()), Given.text(name))));
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
