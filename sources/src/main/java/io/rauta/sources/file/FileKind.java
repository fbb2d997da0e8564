package io.rauta.sources.file;

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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The kinds that are read from files. Beside the class each is converted to, a kind without
 * published rules says which fields must be there, because code that reads the objects relies on
 * what an API server enforces: {@code a[].b} asks for {@code b} in each item of {@code a}, where
 * {@code a} is present.
 */
@SuppressWarnings("ImmutableEnumChecker") // its lists are unmodifiable
enum FileKind {
  GATEWAY_CLASS("GatewayClass", Versions.GATEWAY_API, GatewayClass.class, Scope.CLUSTER, List.of()),
  GATEWAY("Gateway", Versions.GATEWAY_API, Gateway.class, Scope.NAMESPACE, List.of()),
  LISTENER_SET(
      "ListenerSet",
      List.of("gateway.networking.k8s.io/v1"),
      ListenerSet.class,
      Scope.NAMESPACE,
      List.of()),
  HTTP_ROUTE("HTTPRoute", Versions.GATEWAY_API, HTTPRoute.class, Scope.NAMESPACE, List.of()),
  GRPC_ROUTE(
      "GRPCRoute",
      List.of("gateway.networking.k8s.io/v1"),
      GRPCRoute.class,
      Scope.NAMESPACE,
      List.of()),
  REFERENCE_GRANT(
      "ReferenceGrant", Versions.GATEWAY_API, ReferenceGrant.class, Scope.NAMESPACE, List.of()),
  BACKEND_TLS_POLICY(
      "BackendTLSPolicy",
      List.of("gateway.networking.k8s.io/v1"),
      BackendTLSPolicy.class,
      Scope.NAMESPACE,
      List.of()),
  BACKEND(
      "Backend", List.of("gateway.rauta.io/v1alpha1"), Backend.class, Scope.NAMESPACE, List.of()),
  SERVICE(
      "Service",
      Versions.CORE,
      Service.class,
      Scope.NAMESPACE,
      List.of("spec", "spec.ports[].port")),
  ENDPOINT_SLICE(
      "EndpointSlice",
      List.of("discovery.k8s.io/v1"),
      EndpointSlice.class,
      Scope.NAMESPACE,
      List.of("addressType", "endpoints[].addresses")),
  NAMESPACE("Namespace", Versions.CORE, Namespace.class, Scope.CLUSTER, List.of()),
  SECRET("Secret", Versions.CORE, Secret.class, Scope.NAMESPACE, List.of()),
  CONFIG_MAP("ConfigMap", Versions.CORE, ConfigMap.class, Scope.NAMESPACE, List.of());

  /** Where the objects of a kind live. */
  enum Scope {
    CLUSTER,
    NAMESPACE
  }

  private static final class Versions {
    static final List<String> CORE = List.of("v1");
    static final List<String> GATEWAY_API =
        List.of("gateway.networking.k8s.io/v1", "gateway.networking.k8s.io/v1beta1");
  }

  private final String kind;
  private final List<String> apiVersions;
  private final Class<? extends HasMetadata> model;
  private final Scope scope;
  private final List<FieldPath> required;

  FileKind(
      String kind,
      List<String> apiVersions,
      Class<? extends HasMetadata> model,
      Scope scope,
      List<String> required) {
    this.kind = kind;
    this.apiVersions = apiVersions;
    this.model = model;
    this.scope = scope;
    this.required = required.stream().map(FieldPath::parse).toList();
  }

  /** The kind of this name in the API group of {@code apiVersion}, whatever the version. */
  static Optional<FileKind> of(String apiVersion, String kind) {
    return Arrays.stream(values())
        .filter(known -> known.kind.equals(kind))
        .filter(known -> group(known.apiVersions.getFirst()).equals(group(apiVersion)))
        .findFirst();
  }

  /** All names, for messages. */
  static String names() {
    return Arrays.stream(values()).map(known -> known.kind).collect(Collectors.joining(", "));
  }

  private static String group(String apiVersion) {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }

  String kind() {
    return kind;
  }

  List<String> apiVersions() {
    return apiVersions;
  }

  Class<? extends HasMetadata> model() {
    return model;
  }

  Scope scope() {
    return scope;
  }

  List<FieldPath> required() {
    return required;
  }
}
