package io.rauta.e2e.kubernetes;

import io.rauta.e2e.trial.Cluster;
import io.rauta.origins.tls.TestIdentity;
import io.rauta.origins.tls.TestIssuer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/**
 * One object at least of each kind that the gateway follows or writes, all of them in use, in two
 * namespaces.
 *
 * @param cluster where they are
 * @param namespace of the Gateway and the routes
 */
record EveryKind(Cluster cluster, String namespace) {
  private static final String STATUS = ".status.%s[0].conditions[?(@.type==\"Accepted\")].status";

  static EveryKind make(Cluster cluster) {
    TestIssuer root = TestIssuer.root("root");
    String namespace = cluster.namespace("kinds");
    String other = cluster.namespace("kinds-other");
    cluster.apply(surroundings(namespace, other, root.certificates().indent(4)));
    cluster.apply(certificate(namespace, root));
    cluster.apply(gateways(namespace));
    cluster.apply(routes(namespace, other));
    return new EveryKind(cluster, namespace);
  }

  private static String certificate(String namespace, TestIssuer root) {
    TestIdentity identity = root.issue("site.test");
    return """
    apiVersion: v1
    kind: Secret
    metadata: {name: site, namespace: %s}
    type: kubernetes.io/tls
    data: {tls.crt: %s, tls.key: %s}
    """
        .formatted(namespace, base64(identity.certificates()), base64(identity.keyText()));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Waits until each object has the status that it is to have. */
  void awaitStatuses(Duration limit) throws InterruptedException {
    for (String gateway : List.of("site", "moving")) {
      accepted("gateway/" + gateway, ".status.conditions[?(@.type==\"Accepted\")].status", limit);
      cluster.awaitField(
          namespace, "service/rauta-" + gateway, ".metadata.name", "rauta-" + gateway, limit);
    }
    accepted("listenerset/more", ".status.conditions[?(@.type==\"Accepted\")].status", limit);
    accepted("httproute/web", STATUS.formatted("parents"), limit);
    accepted("grpcroute/calls", STATUS.formatted("parents"), limit);
    accepted("backendtlspolicy/echo", STATUS.formatted("ancestors"), limit);
    accepted(
        "backends.gateway.rauta.io/outside",
        ".status.conditions[?(@.type==\"Accepted\")].status",
        limit);
    accepted("gatewayclass/rauta", ".status.conditions[?(@.type==\"Accepted\")].status", limit);
  }

  private void accepted(String object, String path, Duration limit) throws InterruptedException {
    cluster.awaitField(namespace, object, path, "True", limit);
  }

  /** Changes the ports of a Gateway, takes another one to a foreign class, and deletes one. */
  void change(Duration limit) throws InterruptedException {
    String add =
        "[{\"op\":\"add\",\"path\":\"/spec/listeners/-\",\"value\":"
            + "{\"name\":\"third\",\"protocol\":\"HTTP\",\"port\":8081}}]";
    cluster.kubectl("-n", namespace, "patch", "gateway", "site", "--type=json", "-p", add);
    cluster.awaitField(
        namespace, "service/rauta-site", ".spec.ports[*].port", "80 443 8080 8081", limit);
    String foreign = "{\"spec\":{\"gatewayClassName\":\"of-somebody-else\"}}";
    cluster.kubectl("-n", namespace, "patch", "gateway", "moving", "--type=merge", "-p", foreign);
    cluster.awaitField(namespace, "service/rauta-moving", ".metadata.name", "", limit);
    cluster.kubectl("-n", namespace, "delete", "gateway", "site");
    cluster.awaitField(namespace, "service/rauta-site", ".metadata.name", "", limit);
  }

  private static String surroundings(String namespace, String other, String authority) {
    return """
    apiVersion: v1
    kind: Service
    metadata: {name: echo, namespace: %1$s}
    spec: {ports: [{name: http, port: 80}, {name: https, port: 443}]}
    ---
    apiVersion: v1
    kind: Service
    metadata: {name: echo, namespace: %2$s}
    spec: {ports: [{port: 80}]}
    ---
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: authority, namespace: %1$s}
    data:
      ca.crt: |
    %3$s
    ---
    apiVersion: gateway.networking.k8s.io/v1
    kind: ReferenceGrant
    metadata: {name: routes, namespace: %2$s}
    spec:
      from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: %1$s}]
      to: [{group: "", kind: Service}]
    ---
    apiVersion: gateway.rauta.io/v1alpha1
    kind: Backend
    metadata: {name: outside, namespace: %1$s}
    spec: {endpoints: [{ip: {address: 192.0.2.1, port: 80}}]}
    """
        .formatted(namespace, other, authority);
  }

  private static String gateways(String namespace) {
    return """
    apiVersion: gateway.networking.k8s.io/v1
    kind: Gateway
    metadata: {name: site, namespace: %1$s}
    spec:
      gatewayClassName: rauta
      allowedListeners: {namespaces: {from: Same}}
      listeners:
        - {name: http, protocol: HTTP, port: 80}
        - {name: https, protocol: HTTPS, port: 443, tls: {certificateRefs: [{name: site}]}}
    ---
    apiVersion: gateway.networking.k8s.io/v1
    kind: Gateway
    metadata: {name: moving, namespace: %1$s}
    spec:
      gatewayClassName: rauta
      listeners: [{name: http, protocol: HTTP, port: 80}]
    ---
    apiVersion: gateway.networking.k8s.io/v1
    kind: ListenerSet
    metadata: {name: more, namespace: %1$s}
    spec:
      parentRef: {name: site}
      listeners: [{name: other, protocol: HTTP, port: 8080}]
    """
        .formatted(namespace);
  }

  private static String routes(String namespace, String other) {
    return """
    apiVersion: gateway.networking.k8s.io/v1
    kind: HTTPRoute
    metadata: {name: web, namespace: %1$s}
    spec:
      parentRefs: [{name: site}]
      rules:
        - backendRefs:
            - {name: echo, port: 443}
            - {name: echo, namespace: %2$s, port: 80}
            - {group: gateway.rauta.io, kind: Backend, name: outside}
    ---
    apiVersion: gateway.networking.k8s.io/v1
    kind: GRPCRoute
    metadata: {name: calls, namespace: %1$s}
    spec:
      parentRefs: [{name: site}]
      hostnames: [calls.test]
      rules: [{backendRefs: [{name: echo, port: 80}]}]
    ---
    apiVersion: gateway.networking.k8s.io/v1
    kind: BackendTLSPolicy
    metadata: {name: echo, namespace: %1$s}
    spec:
      targetRefs: [{group: "", kind: Service, name: echo, sectionName: https}]
      validation:
        hostname: echo.test
        caCertificateRefs: [{group: "", kind: ConfigMap, name: authority}]
    """
        .formatted(namespace, other);
  }
}
