package io.rauta.sources.kubernetes.watch;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PartialObjectMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.BackendTLSPolicy;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayClass;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ListenerSet;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ReferenceGrant;
import io.rauta.control.api.Backend;
import io.rauta.sources.kubernetes.watch.WatchedKind.Definition;
import io.rauta.sources.kubernetes.watch.WatchedKind.Place;
import io.rauta.sources.kubernetes.watch.WatchedKind.Served;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Every kind that is watched, in the order in which they are told. */
final class WatchedKinds {

  static final String GATEWAY_API = "gateway.networking.k8s.io";
  static final String OUR_API = "gateway.rauta.io";

  /** Annotations that only tools and other controllers read; some change with every update. */
  static final Set<String> UNREAD_ANNOTATIONS =
      Set.of(
          "kubectl.kubernetes.io/last-applied-configuration",
          "endpoints.kubernetes.io/last-change-trigger-time");

  static final WatchedKind<PartialObjectMetadata> DEFINITIONS =
      new Definition<>(
              "CustomResourceDefinition",
              PartialObjectMetadata.class,
              new Place(
                  "apiextensions.k8s.io",
                  List.of("v1"),
                  "customresourcedefinitions",
                  Served.ALWAYS))
          .metadataOnly()
          .only(WatchedKinds::isOurs)
          .reading(_ -> List.of())
          .kind();

  static final WatchedKind<GatewayClass> GATEWAY_CLASSES =
      gatewayApi(GatewayClass.class, "gatewayclasses", GatewayClass::setSpec, GatewayClass::getSpec)
          .kind();
  static final WatchedKind<Gateway> GATEWAYS =
      gatewayApi(Gateway.class, "gateways", Gateway::setSpec, Gateway::getSpec)
          .reading(
              gateway ->
                  Arrays.asList(
                      gateway.getStatus() == null ? null : gateway.getStatus().getAddresses()))
          .kind();
  static final WatchedKind<ListenerSet> LISTENER_SETS =
      gatewayApi(ListenerSet.class, "listenersets", ListenerSet::setSpec, ListenerSet::getSpec)
          .kind();
  static final WatchedKind<HTTPRoute> HTTP_ROUTES =
      gatewayApi(HTTPRoute.class, "httproutes", HTTPRoute::setSpec, HTTPRoute::getSpec).kind();
  static final WatchedKind<GRPCRoute> GRPC_ROUTES =
      gatewayApi(GRPCRoute.class, "grpcroutes", GRPCRoute::setSpec, GRPCRoute::getSpec).kind();
  static final WatchedKind<ReferenceGrant> REFERENCE_GRANTS =
      new Definition<>(
              "ReferenceGrant",
              ReferenceGrant.class,
              new Place(
                  GATEWAY_API, List.of("v1", "v1beta1"), "referencegrants", Served.BY_DEFINITION))
          .reading(grant -> Arrays.asList(grant.getSpec()))
          .kind();
  static final WatchedKind<BackendTLSPolicy> BACKEND_TLS_POLICIES =
      gatewayApi(
              BackendTLSPolicy.class,
              "backendtlspolicies",
              BackendTLSPolicy::setSpec,
              BackendTLSPolicy::getSpec)
          .kind();
  static final WatchedKind<Backend> BACKENDS =
      new Definition<>(
              "Backend",
              Backend.class,
              new Place(OUR_API, List.of("v1alpha1"), "backends", Served.BY_DEFINITION))
          .reading(_ -> List.of())
          .sharing((before, now) -> now.setSpec(before.getSpec()))
          .kind();

  static final WatchedKind<Service> SERVICES =
      builtIn("Service", Service.class, "services")
          .reading(service -> Arrays.asList(service.getSpec(), service.getStatus()))
          .kind();
  static final WatchedKind<EndpointSlice> ENDPOINT_SLICES =
      new Definition<>(
              "EndpointSlice",
              EndpointSlice.class,
              new Place("discovery.k8s.io", List.of("v1"), "endpointslices", Served.ALWAYS))
          .reading(
              slice ->
                  Arrays.asList(slice.getAddressType(), slice.getEndpoints(), slice.getPorts()))
          .kind();
  static final WatchedKind<Namespace> NAMESPACES =
      builtIn("Namespace", Namespace.class, "namespaces")
          .without(
              namespace -> {
                namespace.getMetadata().setAnnotations(Map.of());
                namespace.setSpec(null);
                namespace.setStatus(null);
              })
          .reading(_ -> List.of())
          .kind();
  static final WatchedKind<Secret> SECRETS =
      builtIn("Secret", Secret.class, "secrets")
          .selecting("type=kubernetes.io/tls")
          .without(secret -> secret.setData(only(secret.getData(), Set.of("tls.crt", "tls.key"))))
          .reading(secret -> Arrays.asList(secret.getData()))
          .kind();
  static final WatchedKind<ConfigMap> CONFIG_MAPS =
      builtIn("ConfigMap", ConfigMap.class, "configmaps")
          .selecting("metadata.name!=kube-root-ca.crt")
          .without(
              map -> {
                map.getMetadata().setAnnotations(Map.of());
                map.setData(only(map.getData(), Set.of("ca.crt")));
                map.setBinaryData(only(map.getBinaryData(), Set.of("ca.crt")));
              })
          .reading(map -> Arrays.asList(map.getData(), map.getBinaryData()))
          .kind();

  private WatchedKinds() {}

  /** A kind whose generation tells of every change of its spec, and whose status nobody reads. */
  private static <T extends HasMetadata, S> Definition<T> gatewayApi(
      Class<T> model, String plural, BiConsumer<T, S> setSpec, Function<T, S> getSpec) {
    return new Definition<>(
            model.getSimpleName(),
            model,
            new Place(GATEWAY_API, List.of("v1"), plural, Served.BY_DEFINITION))
        .reading(_ -> List.of())
        .sharing((before, now) -> setSpec.accept(now, getSpec.apply(before)));
  }

  private static <T extends HasMetadata> Definition<T> builtIn(
      String name, Class<T> model, String plural) {
    return new Definition<>(name, model, new Place("", List.of("v1"), plural, Served.ALWAYS));
  }

  private static boolean isOurs(HasMetadata definition) {
    String name = definition.getMetadata().getName();
    return name.endsWith("." + GATEWAY_API) || name.endsWith("." + OUR_API);
  }

  private static @Nullable Map<String, String> only(
      @Nullable Map<String, String> data, Set<String> keys) {
    if (data != null) {
      data.keySet().retainAll(keys);
    }
    return data;
  }
}
