package io.rauta.e2e.faults;

import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.GatewayProcess;
import io.rauta.e2e.trial.Trial;
import io.rauta.origins.RawClient;
import io.rauta.origins.tls.TestIdentity;
import io.rauta.origins.tls.TestIssuer;
import io.rauta.origins.tls.TestTls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Backends and certificates of another namespace, with a grant and without. */
public final class Grants implements Case {
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final int SECURE_PORT = 443;

  @Override
  public String name() {
    return "grants";
  }

  @Override
  public String promise() {
    return "a backend and a certificate of another namespace are refused without a grant and"
        + " withdrawn within 1 s when it is deleted";
  }

  @Override
  public void run(Trial trial) throws Exception {
    try (Scene scene = new Scene(trial, "grants")) {
      String other = scene.cluster().namespace("granting");
      TestIssuer root = TestIssuer.root("root");
      scene.backend("far", other);
      scene.cluster().apply(objects(scene.namespace(), other, root.issue("far.test")));
      GatewayProcess gateway = scene.replica("state").awaitReady();
      SSLContext trust = TestTls.context(Optional.empty(), root);
      refused(scene, gateway, trust);
      scene.cluster().apply(grant(scene.namespace(), other));
      Expect.eventually("the backend is served", Scene.PATIENCE, () -> status(gateway) == 200);
      Expect.eventually("the certificate is shown", Scene.PATIENCE, () -> shakes(scene, trust));
      long deleted = System.nanoTime();
      scene.cluster().kubectl("-n", other, "delete", "referencegrant", "all", "--wait=false");
      Expect.eventually(
          "the backend is refused", SOON.plus(Expect.SLACK), () -> status(gateway) == 500);
      trial.figure("backend withdrawn after", Expect.since(deleted), SOON);
      Expect.eventually("no handshake", SOON.plus(Expect.SLACK), () -> !shakes(scene, trust));
      trial.figure("certificate withdrawn after", Expect.since(deleted), SOON);
      refused(scene, gateway, trust);
    }
  }

  private static void refused(Scene scene, GatewayProcess gateway, SSLContext trust)
      throws InterruptedException {
    String route = ".status.parents[0].conditions[?(@.type==\"ResolvedRefs\")].reason";
    scene
        .cluster()
        .awaitField(scene.namespace(), "httproute/far", route, "RefNotPermitted", Scene.PATIENCE);
    String listener =
        ".status.listeners[?(@.name==\"https\")].conditions[?(@.type==\"ResolvedRefs\")].reason";
    scene
        .cluster()
        .awaitField(scene.namespace(), "gateway/site", listener, "RefNotPermitted", Scene.PATIENCE);
    Expect.equal(500, status(gateway), "status without a grant");
    Expect.that(!shakes(scene, trust), "a handshake succeeds without a grant");
  }

  private static int status(GatewayProcess gateway) {
    try {
      return gateway.get("far", "/").status();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean shakes(Scene scene, SSLContext trust) {
    InetSocketAddress secure = new InetSocketAddress(scene.address().getAddress(), SECURE_PORT);
    try (RawClient client = RawClient.connectTls(secure, trust, "far.test", _ -> {})) {
      return client.session().isValid();
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private static String objects(String namespace, String other, TestIdentity identity) {
    return """
    apiVersion: v1
    kind: Secret
    metadata: {name: far, namespace: %2$s}
    type: kubernetes.io/tls
    data: {tls.crt: %3$s, tls.key: %4$s}
    ---
    apiVersion: gateway.networking.k8s.io/v1
    kind: Gateway
    metadata: {name: site, namespace: %1$s}
    spec:
      gatewayClassName: %1$s
      listeners:
      - {name: http, protocol: HTTP, port: 80}
      - name: https
        protocol: HTTPS
        port: %5$d
        tls: {certificateRefs: [{name: far, namespace: %2$s}]}
    ---
    apiVersion: gateway.networking.k8s.io/v1
    kind: HTTPRoute
    metadata: {name: far, namespace: %1$s}
    spec:
      parentRefs: [{name: site}]
      hostnames: [far.test]
      rules: [{backendRefs: [{name: far, namespace: %2$s, port: 8080}]}]
    """
        .formatted(
            namespace,
            other,
            base64(identity.certificates()),
            base64(identity.keyText()),
            SECURE_PORT);
  }

  private static String grant(String namespace, String other) {
    return """
    apiVersion: gateway.networking.k8s.io/v1beta1
    kind: ReferenceGrant
    metadata: {name: all, namespace: %2$s}
    spec:
      from:
      - {group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: %1$s}
      - {group: gateway.networking.k8s.io, kind: Gateway, namespace: %1$s}
      to: [{group: "", kind: Service}, {group: "", kind: Secret}]
    """
        .formatted(namespace, other);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }
}
