package io.rauta.control;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
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
import java.util.List;
import java.util.Map;

/**
 * A consistent snapshot of every relevant API object, by kind and name. The maps keep the order in
 * which the objects were found, which stands for age where an object has no creation time; an
 * {@link ObjectMap} is taken as it is. The objects themselves are never changed after they were put
 * here.
 *
 * @param gatewayClasses GatewayClass
 * @param gateways Gateway
 * @param listenerSets ListenerSet
 * @param httpRoutes HTTPRoute
 * @param grpcRoutes GRPCRoute
 * @param referenceGrants ReferenceGrant
 * @param backendTlsPolicies BackendTLSPolicy
 * @param backends our own Backend
 * @param services Service
 * @param endpointSlices EndpointSlice
 * @param namespaces Namespace
 * @param secrets Secret
 * @param configMaps ConfigMap
 * @param apiServer where they come from
 */
public record Resources(
    Map<ObjectKey, GatewayClass> gatewayClasses,
    Map<ObjectKey, Gateway> gateways,
    Map<ObjectKey, ListenerSet> listenerSets,
    Map<ObjectKey, HTTPRoute> httpRoutes,
    Map<ObjectKey, GRPCRoute> grpcRoutes,
    Map<ObjectKey, ReferenceGrant> referenceGrants,
    Map<ObjectKey, BackendTLSPolicy> backendTlsPolicies,
    Map<ObjectKey, Backend> backends,
    Map<ObjectKey, Service> services,
    Map<ObjectKey, EndpointSlice> endpointSlices,
    Map<ObjectKey, Namespace> namespaces,
    Map<ObjectKey, Secret> secrets,
    Map<ObjectKey, ConfigMap> configMaps,
    ApiServer apiServer) {

  /** No objects at all. */
  public static final Resources EMPTY =
      new Resources(
          Map.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          new ApiServer.Absent());

  public Resources {
    gatewayClasses = ObjectMap.copyOf(gatewayClasses);
    gateways = ObjectMap.copyOf(gateways);
    listenerSets = ObjectMap.copyOf(listenerSets);
    httpRoutes = ObjectMap.copyOf(httpRoutes);
    grpcRoutes = ObjectMap.copyOf(grpcRoutes);
    referenceGrants = ObjectMap.copyOf(referenceGrants);
    backendTlsPolicies = ObjectMap.copyOf(backendTlsPolicies);
    backends = ObjectMap.copyOf(backends);
    services = ObjectMap.copyOf(services);
    endpointSlices = ObjectMap.copyOf(endpointSlices);
    namespaces = ObjectMap.copyOf(namespaces);
    secrets = ObjectMap.copyOf(secrets);
    configMaps = ObjectMap.copyOf(configMaps);
  }

  /** All objects, one map per kind. */
  public List<Map<ObjectKey, ? extends HasMetadata>> kinds() {
    return List.of(
        gatewayClasses,
        gateways,
        listenerSets,
        httpRoutes,
        grpcRoutes,
        referenceGrants,
        backendTlsPolicies,
        backends,
        services,
        endpointSlices,
        namespaces,
        secrets,
        configMaps);
  }
}
