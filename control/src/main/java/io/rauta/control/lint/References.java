package io.rauta.control.lint;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.BackendObjectReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayTLSConfig;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Listener;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ListenerEntry;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ListenerSet;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ListenerTLSConfig;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ObjectReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.SecretObjectReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.TLSConfig;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.TLSPortConfig;
import io.rauta.control.ObjectKey;
import io.rauta.control.ObjectRef;
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
import org.jspecify.annotations.Nullable;

/** Gathers the references from one namespace into another that objects make. Used once. */
final class References {

  /** The kinds whose references are gathered. */
  static final Set<String> KINDS =
      Set.of(
          RouteKind.HTTP_ROUTE.apiName(),
          RouteKind.GRPC_ROUTE.apiName(),
          ApiNames.GATEWAY,
          ApiNames.LISTENER_SET);

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
    resources.listenerSets().forEach(references::listenerSet);
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
    ObjectRef from = new ObjectRef(ApiNames.GATEWAY, key);
    for (Listener listener : Given.list(gateway.getSpec().getListeners())) {
      if (listener != null) {
        certificates(from, listener.getTls());
      }
    }
    GatewayTLSConfig tls = gateway.getSpec().getTls();
    if (tls != null && tls.getFrontend() != null) {
      authorities(from, tls.getFrontend().getDefault());
      for (TLSPortConfig port : Given.list(tls.getFrontend().getPerPort())) {
        authorities(from, port == null ? null : port.getTls());
      }
    }
    if (tls != null && tls.getBackend() != null) {
      certificate(from, tls.getBackend().getClientCertificateRef());
    }
  }

  private void listenerSet(ObjectKey key, ListenerSet set) {
    if (set.getSpec() != null) {
      for (ListenerEntry listener : Given.list(set.getSpec().getListeners())) {
        if (listener != null) {
          certificates(new ObjectRef(ApiNames.LISTENER_SET, key), listener.getTls());
        }
      }
    }
  }

  private void certificates(ObjectRef from, @Nullable ListenerTLSConfig tls) {
    if (tls != null) {
      Given.list(tls.getCertificateRefs()).forEach(ref -> certificate(from, ref));
    }
  }

  private void certificate(ObjectRef from, @Nullable SecretObjectReference ref) {
    if (ref != null) {
      String kind = Given.text(ref.getKind(), ApiNames.SECRET);
      add(from, Given.text(ref.getGroup()), kind, ref.getNamespace(), ref.getName());
    }
  }

  private void authorities(ObjectRef from, @Nullable TLSConfig tls) {
    if (tls != null && tls.getValidation() != null) {
      for (ObjectReference ref : Given.list(tls.getValidation().getCaCertificateRefs())) {
        if (ref != null) {
          String kind = Given.text(ref.getKind());
          add(from, Given.text(ref.getGroup()), kind, ref.getNamespace(), ref.getName());
        }
      }
    }
  }

  private void add(
      ObjectRef from,
      String group,
      String kind,
      @Nullable String namespace,
      @Nullable String name) {
    String own = from.key().namespace();
    all.add(
        new Reference(
            from.kind(),
            own,
            group,
            kind,
            new ObjectKey(Given.text(namespace, own), Given.text(name))));
  }
}
