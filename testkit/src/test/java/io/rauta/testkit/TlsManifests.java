package io.rauta.testkit;

import io.rauta.origins.tls.TestIdentity;
import io.rauta.origins.tls.TestIssuer;

/** Objects about certificates. All are in namespace {@code default}. */
public final class TlsManifests {

  /** No client is asked for a certificate, and no backend is shown one. */
  public static final String NOTHING = "{}";

  private TlsManifests() {}

  /**
   * A Gateway {@code gw} with one HTTPS listener on the first port, which shows the Secret {@code
   * own}, and whose {@code spec.tls} is {@code tls}.
   */
  public static String gateway(String tls) {
    return """
    apiVersion: gateway.networking.k8s.io/v1
    kind: Gateway
    metadata: {name: gw}
    spec:
      gatewayClassName: rauta
      addresses: [{value: 127.0.0.1}]
      tls: %s
      listeners:
      - {name: https, protocol: HTTPS, port: %s, tls: {certificateRefs: [{name: own}]}}
    """
        .formatted(tls, Manifests.PORT);
  }

  /** A Gateway {@code gw} with one HTTP listener that shows backends the Secret {@code secret}. */
  public static String gatewayShowing(String secret) {
    return Manifests.GATEWAY + "  tls: {backend: {clientCertificateRef: {name: " + secret + "}}}\n";
  }

  /** How the clients of a whole Gateway are judged by the ConfigMap {@code authority}. */
  public static String clientsOf(String authority, String mode) {
    return "{frontend: {default: {validation: {caCertificateRefs: [%s], mode: %s}}}}"
        .formatted(authorityRef(authority), mode);
  }

  /** A Secret with a certificate and its key. */
  public static String secret(String name, TestIdentity identity) {
    return """
    apiVersion: v1
    kind: Secret
    metadata: {name: %s}
    type: kubernetes.io/tls
    stringData:
      tls.crt: |
    %s\
      tls.key: |
    %s\
    """
        .formatted(name, identity.certificates().indent(4), identity.keyText().indent(4));
  }

  /** A ConfigMap with the certificate of an authority. */
  public static String authority(String name, TestIssuer issuer) {
    return """
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: %s}
    data:
      ca.crt: |
    %s\
    """
        .formatted(name, issuer.certificates().indent(4));
  }

  /** A BackendTLSPolicy for a Backend; {@code validation} is what it has beside the authority. */
  public static String policy(String backend, String authority, String validation) {
    return """
    apiVersion: gateway.networking.k8s.io/v1
    kind: BackendTLSPolicy
    metadata: {name: %1$s}
    spec:
      targetRefs: [{group: gateway.rauta.io, kind: Backend, name: %1$s}]
      validation: {caCertificateRefs: [%2$s], %3$s}
    """
        .formatted(backend, authorityRef(authority), validation);
  }

  private static String authorityRef(String name) {
    return "{group: '', kind: ConfigMap, name: " + name + "}";
  }
}
