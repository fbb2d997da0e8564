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
  GATEWAY_CLASS("GatewayClass", gateway("gatewayclasses")),
  GATEWAY("Gateway", gateway("gateways")),
  LISTENER_SET("ListenerSet", gateway("listenersets")),
  HTTP_ROUTE("HTTPRoute", gateway("httproutes")),
  GRPC_ROUTE("GRPCRoute", gateway("grpcroutes")),
  BACKEND_TLS_POLICY("BackendTLSPolicy", gateway("backendtlspolicies")),
  BACKEND("Backend", new ApiResource("gateway.rauta.io", "v1alpha1", "backends")),
  SERVICE_ACCOUNT("ServiceAccount", new ApiResource("", "v1", "serviceaccounts")),
  SERVICE("Service", new ApiResource("", "v1", "services")),
  ENDPOINT_SLICE("EndpointSlice", new ApiResource("discovery.k8s.io", "v1", "endpointslices"));

  private static final Map<String, WrittenKind> BY_NAME =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(kind -> kind.kind, Function.identity()));

  private final String kind;
  private final ApiResource resource;

  WrittenKind(String kind, ApiResource resource) {
    this.kind = kind;
    this.resource = resource;
  }

  private static ApiResource gateway(String plural) {
    return new ApiResource("gateway.networking.k8s.io", "v1", plural);
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
    return resource;
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
