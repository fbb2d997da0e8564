package io.rauta.testkit;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Short ways to write the objects that a test is not about. All are in namespace {@code default}.
 */
public final class Manifests {

  /** Stands for the port of the test's first listener. */
  public static final String PORT = "$PORT1";

  /** Stands for the port of the test's second listener. */
  public static final String OTHER_PORT = "$PORT2";

  /** A Gateway {@code gw} with one HTTP listener on the first port. */
  public static final String GATEWAY = gateway("gw", PORT);

  private Manifests() {}

  /** A Gateway with one HTTP listener on a port of 127.0.0.1. */
  public static String gateway(String name, String port) {
    return """
    apiVersion: gateway.networking.k8s.io/v1
    kind: Gateway
    metadata: {name: %s}
    spec:
      gatewayClassName: rauta
      addresses: [{value: 127.0.0.1}]
      listeners:
      - {name: http, protocol: HTTP, port: %s}
    """
        .formatted(name, port);
  }

  /** An HTTPRoute of the Gateway {@code gw}; {@code spec} is all of its spec but the parents. */
  public static String route(String name, String spec) {
    return route("HTTPRoute", name, spec);
  }

  /** A GRPCRoute of the Gateway {@code gw}; {@code spec} is all of its spec but the parents. */
  public static String calls(String name, String spec) {
    return route("GRPCRoute", name, spec);
  }

  private static String route(String kind, String name, String spec) {
    return """
    apiVersion: gateway.networking.k8s.io/v1
    kind: %s
    metadata: {name: %s}
    spec:
      parentRefs: [{name: gw}]
    %s\
    """
        .formatted(kind, name, spec.stripTrailing().indent(2));
  }

  /** An HTTPRoute of the Gateway {@code gw} that sends every request to one Backend. */
  public static String routeTo(String name, String backend) {
    return route(name, "rules:\n- backendRefs: [" + ref(backend) + "]\n");
  }

  /** A reference to a Backend, for a list of {@code backendRefs}. */
  public static String ref(String backend) {
    return "{group: gateway.rauta.io, kind: Backend, name: " + backend + "}";
  }

  /** A reference to a Backend with a weight. */
  public static String ref(String backend, int weight) {
    return "{group: gateway.rauta.io, kind: Backend, name: %s, weight: %d}"
        .formatted(backend, weight);
  }

  /** A Backend with one endpoint on 127.0.0.1. */
  public static String backend(String name, int port) {
    return backendAt(name, "ip: {address: 127.0.0.1, port: " + port + "}");
  }

  /** A Backend with one endpoint, written as the field of that name. */
  public static String backendAt(String name, String endpoint) {
    return """
    apiVersion: gateway.rauta.io/v1alpha1
    kind: Backend
    metadata: {name: %s}
    spec:
      endpoints:
      - {%s}
    """
        .formatted(name, endpoint);
  }

  /** Several documents as the text of one file. */
  public static String file(String... documents) {
    return Arrays.stream(documents)
        .map(String::stripTrailing)
        .collect(Collectors.joining("\n---\n", "", "\n"));
  }
}
