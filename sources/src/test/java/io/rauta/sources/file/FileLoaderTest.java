package io.rauta.sources.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.rauta.control.ObjectKey;
import io.rauta.control.Resources;
import io.rauta.control.api.BackendSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLoaderTest {

  private static final String ALL_KINDS =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: GatewayClass
      metadata: {name: rauta}
      spec: {controllerName: rauta.io/gateway-controller}
      ---
      apiVersion: gateway.networking.k8s.io/v1beta1
      kind: Gateway
      metadata: {name: edge, namespace: infra, creationTimestamp: 2026-01-02T03:04:05Z}
      spec:
        gatewayClassName: rauta
        listeners:
        - {name: http, port: 8080, protocol: HTTP, allowedRoutes: {namespaces: {from: All}}}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: web, labels: {app: web}}
      spec:
        parentRefs: [{name: edge, namespace: infra}]
        hostnames: ["*.example.org"]
        rules:
        - matches:
          - path: {type: PathPrefix, value: /}
            method: GET
            headers: [{name: x-env, value: prod}]
            queryParams: [{name: q, value: "1", type: RegularExpression}]
          filters:
          - type: RequestHeaderModifier
            requestHeaderModifier: {set: [{name: a, value: b}], remove: [c]}
          timeouts: {request: 10s}
          backendRefs:
          - {name: web, port: 80, weight: 3}
          - {group: gateway.rauta.io, kind: Backend, name: files}
      status: {parents: whatever}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: ReferenceGrant
      metadata: {name: grant}
      spec:
        from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: infra}]
        to: [{group: "", kind: Service}]
      ---
      apiVersion: gateway.rauta.io/v1alpha1
      kind: Backend
      metadata: {name: files}
      spec:
        appProtocols: [kubernetes.io/h2c]
        endpoints:
        - ip: {address: "::1", port: 9000}
        - fqdn: {hostname: example.org, port: 80}
        - unix: {path: /run/app.sock}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec: {ports: [{port: 80, targetPort: http}, {name: b, port: 81, targetPort: 8081}]}
      ---
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: {name: web-1, labels: {kubernetes.io/service-name: web}}
      addressType: IPv4
      endpoints: [{addresses: [127.0.0.1], conditions: {ready: true}}]
      ports: [{name: "", port: 8080}]
      ---
      apiVersion: v1
      kind: Namespace
      metadata: {name: infra, labels: {team: edge}}
      ---
      apiVersion: v1
      kind: Secret
      metadata: {name: cert}
      type: kubernetes.io/tls
      data: {tls.crt: Zm9v}
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: ca}
      data: {ca.crt: foo}
      """;

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path dir;

  @Test
  void readsEveryKind() throws IOException {
    LoadedFiles loaded = load("all.yaml", ALL_KINDS);

    assertThat(loaded.problems()).isEmpty();
    Resources resources = loaded.resources();
    assertThat(resources.gatewayClasses()).containsOnlyKeys(new ObjectKey("", "rauta"));
    assertThat(resources.gateways()).containsOnlyKeys(new ObjectKey("infra", "edge"));
    assertThat(resources.httpRoutes()).containsOnlyKeys(new ObjectKey("default", "web"));
    var gateway = only(resources.gateways());
    assertThat(gateway.getMetadata().getCreationTimestamp()).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(gateway.getSpec().getListeners().getFirst().getPort()).isEqualTo(8080);
    HTTPRoute route = only(resources.httpRoutes());
    assertThat(route.getMetadata().getNamespace()).isEqualTo("default");
    assertThat(route.getSpec().getRules().getFirst().getBackendRefs())
        .extracting("name", "kind", "weight")
        .containsExactly(tuple("web", "Service", 3), tuple("files", "Backend", 1));
    assertThat(only(resources.backends()).getSpec())
        .isEqualTo(
            new BackendSpec(
                List.of(
                    new BackendSpec.Endpoint(new BackendSpec.Ip("::1", 9000), null, null),
                    new BackendSpec.Endpoint(null, new BackendSpec.Fqdn("example.org", 80), null),
                    new BackendSpec.Endpoint(null, null, new BackendSpec.Unix("/run/app.sock"))),
                List.of("kubernetes.io/h2c")));
    assertThat(only(resources.services()).getSpec().getPorts())
        .extracting(port -> port.getTargetPort().getValue())
        .containsExactly("http", 8081);
    assertThat(resources.endpointSlices().values())
        .singleElement()
        .satisfies(
            slice ->
                assertThat(slice.getEndpoints().getFirst().getAddresses())
                    .containsExactly("127.0.0.1"));
    assertThat(resources.referenceGrants()).hasSize(1);
    assertThat(resources.namespaces()).containsOnlyKeys(new ObjectKey("", "infra"));
    assertThat(resources.secrets()).hasSize(1);
    assertThat(only(resources.configMaps()).getData()).containsEntry("ca.crt", "foo");
  }

  private static <T> T only(Map<ObjectKey, T> objects) {
    assertThat(objects).hasSize(1);
    return objects.values().iterator().next();
  }

  private LoadedFiles load(String name, String content) throws IOException {
    Path file = dir.resolve(name);
    Files.write(file, content.getBytes(StandardCharsets.UTF_8));
    return FileLoader.load(List.of(file));
  }
}
