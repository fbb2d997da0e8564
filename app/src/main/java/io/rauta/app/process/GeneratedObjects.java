package io.rauta.app.process;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewaySpec;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewaySpecAddress;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPBackendRef;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPPathMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRule;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteSpec;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Listener;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.rauta.app.settings.HostPort;
import io.rauta.app.settings.UpstreamAddress;
import io.rauta.control.ApiServer;
import io.rauta.control.ObjectKey;
import io.rauta.control.Resources;
import io.rauta.control.api.Backend;
import io.rauta.control.api.BackendSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds the objects that a user would have written as YAML: one Gateway with one listener, and
 * routes to Backends, all in the namespace {@code default}. Not safe for use by several threads.
 */
public final class GeneratedObjects {

  private static final String NAMESPACE = "default";
  private static final String GATEWAY = "rauta";

  private final Map<ObjectKey, Gateway> gateways = new LinkedHashMap<>();
  private final Map<ObjectKey, HTTPRoute> routes = new LinkedHashMap<>();
  private final Map<ObjectKey, Backend> backends = new LinkedHashMap<>();

  /** Begins with a Gateway that listens on {@code address}. */
  public GeneratedObjects(HostPort address) {
    Listener listener = new Listener();
    listener.setName("http");
    listener.setProtocol("HTTP");
    listener.setPort(address.port());
    GatewaySpec spec = new GatewaySpec();
    spec.setGatewayClassName("rauta");
    spec.setListeners(List.of(listener));
    if (!address.isAllAddresses()) {
      GatewaySpecAddress bound = new GatewaySpecAddress();
      bound.setType("IPAddress");
      bound.setValue(address.host());
      spec.setAddresses(List.of(bound));
    }
    Gateway gateway = new Gateway();
    gateway.setMetadata(metadata(GATEWAY));
    gateway.setSpec(spec);
    gateways.put(key(GATEWAY), gateway);
  }

  /** The objects for one backend that gets every request. */
  public static Resources oneBackend(HostPort listen, UpstreamAddress backend) {
    return new GeneratedObjects(listen)
        .backend("backend", backend)
        .route("backend", "/", Map.of("backend", 1))
        .resources();
  }

  /** Adds a Backend. */
  public GeneratedObjects backend(String name, UpstreamAddress address) {
    Backend backend = new Backend();
    backend.setMetadata(metadata(name));
    backend.setSpec(new BackendSpec(List.of(endpoint(address)), List.of()));
    backends.put(key(name), backend);
    return this;
  }

  /**
   * Adds an HTTPRoute for the paths below a prefix.
   *
   * @param name of the route
   * @param prefix of the paths
   * @param weights of the Backends that share the requests, by name
   */
  public GeneratedObjects route(String name, String prefix, Map<String, Integer> weights) {
    HTTPPathMatch path = new HTTPPathMatch();
    path.setType("PathPrefix");
    path.setValue(prefix);
    HTTPRouteMatch match = new HTTPRouteMatch();
    match.setPath(path);
    HTTPRouteRule rule = new HTTPRouteRule();
    rule.setMatches(List.of(match));
    rule.setBackendRefs(
        weights.entrySet().stream()
            .map(entry -> reference(entry.getKey(), entry.getValue()))
            .toList());
    ParentReference parent = new ParentReference();
    parent.setName(GATEWAY);
    HTTPRouteSpec spec = new HTTPRouteSpec();
    spec.setParentRefs(List.of(parent));
    spec.setRules(List.of(rule));
    HTTPRoute route = new HTTPRoute();
    route.setMetadata(metadata(name));
    route.setSpec(spec);
    routes.put(key(name), route);
    return this;
  }

  /** All of it. */
  public Resources resources() {
    return new Resources(
        Map.of(),
        gateways,
        Map.of(),
        routes,
        Map.of(),
        Map.of(),
        Map.of(),
        backends,
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        new ApiServer.Absent());
  }

  private static HTTPBackendRef reference(String backend, int weight) {
    HTTPBackendRef reference = new HTTPBackendRef();
    reference.setGroup("gateway.rauta.io");
    reference.setKind("Backend");
    reference.setName(backend);
    reference.setWeight(weight);
    return reference;
  }

  private static BackendSpec.Endpoint endpoint(UpstreamAddress address) {
    return switch (address) {
      case UpstreamAddress.Unix(String path) ->
          new BackendSpec.Endpoint(null, null, new BackendSpec.Unix(path));
      case UpstreamAddress.Network(HostPort network) ->
          network.isIp()
              ? new BackendSpec.Endpoint(
                  new BackendSpec.Ip(network.host(), network.port()), null, null)
              : new BackendSpec.Endpoint(
                  null, new BackendSpec.Fqdn(network.host(), network.port()), null);
    };
  }

  private static ObjectMeta metadata(String name) {
    ObjectMeta metadata = new ObjectMeta();
    metadata.setName(name);
    metadata.setNamespace(NAMESPACE);
    return metadata;
  }

  private static ObjectKey key(String name) {
    return new ObjectKey(NAMESPACE, name);
  }
}
