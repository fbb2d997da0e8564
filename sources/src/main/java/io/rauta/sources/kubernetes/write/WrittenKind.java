package io.rauta.sources.kubernetes.write;

import io.rauta.control.ObjectKey;
import io.rauta.control.ObjectRef;
import io.rauta.sources.kubernetes.call.ApiResource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A kind of which something is written. */
enum WrittenKind {
  GATEWAY_CLASS("GatewayClass", "gateway.networking.k8s.io", "v1", "gatewayclasses"),
  GATEWAY("Gateway", "gateway.networking.k8s.io", "v1", "gateways"),
  LISTENER_SET("ListenerSet", "gateway.networking.k8s.io", "v1", "listenersets"),
  HTTP_ROUTE("HTTPRoute", "gateway.networking.k8s.io", "v1", "httproutes"),
  GRPC_ROUTE("GRPCRoute", "gateway.networking.k8s.io", "v1", "grpcroutes"),
  BACKEND_TLS_POLICY("BackendTLSPolicy", "gateway.networking.k8s.io", "v1", "backendtlspolicies"),
  BACKEND("Backend", "gateway.rauta.io", "v1alpha1", "backends"),
  SERVICE_ACCOUNT("ServiceAccount", "", "v1", "serviceaccounts"),
  SERVICE("Service", "", "v1", "services"),
  ENDPOINT_SLICE("EndpointSlice", "discovery.k8s.io", "v1", "endpointslices");

  private static final Map<String, WrittenKind> BY_NAME =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(kind -> kind.kind, Function.identity()));

  private final String kind;
  private final String group;
  private final String version;
  private final String plural;

  WrittenKind(String kind, String group, String version, String plural) {
    this.kind = kind;
    this.group = group;
    this.version = version;
    this.plural = plural;
  }

  /** The kind of an object; empty if nothing is written to such. */
  static Optional<WrittenKind> of(ObjectRef ref) {
    return Optional.ofNullable(BY_NAME.get(ref.kind()));
  }

  /** Its name in the API. */
  String kind() {
    return kind;
  }

  ApiResource resource() {
    return new ApiResource(group, version, plural);
  }

  /** The resource as a role names it. */
  String grant(boolean status) {
    String resource = plural + (status ? "/status" : "");
    return group.isEmpty() ? resource : resource + " of " + group;
  }

  ObjectRef ref(ObjectKey key) {
    return new ObjectRef(kind, key);
  }

  /** Whether objects are created, changed and deleted, and not only their status written. */
  boolean isWhole() {
    return switch (this) {
      case SERVICE_ACCOUNT, SERVICE, ENDPOINT_SLICE -> true;
      case GATEWAY_CLASS, GATEWAY, LISTENER_SET, HTTP_ROUTE, GRPC_ROUTE -> false;
      case BACKEND_TLS_POLICY, BACKEND -> false;
    };
  }
}
