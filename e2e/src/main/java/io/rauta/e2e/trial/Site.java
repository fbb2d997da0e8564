package io.rauta.e2e.trial;

import io.rauta.origins.tls.TestIdentity;
import io.rauta.origins.tls.TestIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Base64;

/**
 * A folder of Gateway API files for one Gateway on a loopback port: a route and a Backend per host.
 */
public final class Site {
  private final Path folder;
  private final int port;
  private final int adminPort;

  Site(Path folder, int port, int adminPort) {
    this.folder = folder;
    this.port = port;
    this.adminPort = adminPort;
    write("gateway.yaml", gateway("{name: http, protocol: HTTP, port: %d}".formatted(port)));
  }

  /** Has the port speak TLS and show {@code identity}. */
  public Site secure(TestIdentity identity) {
    certificate(identity);
    write("gateway.yaml", gateway(secureListener()));
    return this;
  }

  /** Has a secure port ask clients for certificates that {@code issuer} has signed. */
  public Site clientsOf(TestIssuer issuer) {
    write(
        "people.yaml",
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: people}\ndata:\n  ca.crt: |\n"
            + issuer.certificates().indent(4));
    write(
        "gateway.yaml",
        gateway(secureListener())
            + "  tls: {frontend: {default: {validation: {caCertificateRefs:"
            + " [{group: '', kind: ConfigMap, name: people}]}}}}\n");
    return this;
  }

  private String secureListener() {
    return "{name: https, protocol: HTTPS, port: %d, tls: {certificateRefs: [{name: e2e}]}}"
        .formatted(port);
  }

  /** Changes what a secure port shows. */
  public void certificate(TestIdentity identity) {
    write(
        "certificate.yaml",
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: e2e}
        type: kubernetes.io/tls
        data:
          tls.crt: %s
          tls.key: %s
        """
            .formatted(base64(identity.certificates()), base64(identity.keyText())));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Routes a host to loopback ports. */
  public Site route(String host, int... ports) {
    write(host + ".yaml", routeFile(host, "", ports));
    return this;
  }

  /** Routes every host that has no route of its own to a loopback port. */
  public Site routeRest(int port) {
    write("rest.yaml", routeFile("rest", "", port).replace("  hostnames: [rest.test]\n", ""));
    return this;
  }

  /** Routes a host to a loopback port and sets a field on every request. */
  public Site routeSetting(String host, String field, String value, int... ports) {
    String filters =
        """
              filters:
                - type: RequestHeaderModifier
                  requestHeaderModifier:
                    set: [{name: %s, value: "%s"}]
        """
            .formatted(field, value);
    write(host + ".yaml", routeFile(host, filters, ports));
    return this;
  }

  /** Puts a file in place by a rename, so that no reader sees half of it. */
  public void write(String name, String text) {
    try {
      Path draft = folder.resolveSibling("." + folder.getFileName() + "-" + name + ".draft");
      Files.writeString(draft, text);
      Files.move(
          draft,
          folder.resolve(name),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of the file that {@link #route} writes. */
  public static String routeFile(String host, String filters, int... ports) {
    String endpoints =
        String.join(
            "",
            Arrays.stream(ports)
                .mapToObj("    - ip: {address: 127.0.0.1, port: %d}\n"::formatted)
                .toList());
    return """
    apiVersion: gateway.rauta.io/v1alpha1
    kind: Backend
    metadata: {name: %1$s}
    spec:
      endpoints:
    %2$s---
    apiVersion: gateway.networking.k8s.io/v1
    kind: HTTPRoute
    metadata: {name: %1$s}
    spec:
      parentRefs: [{name: e2e}]
      hostnames: [%1$s.test]
      rules:
        - backendRefs: [{group: gateway.rauta.io, kind: Backend, name: %1$s}]
    %3$s\
    """
        .formatted(host, endpoints, filters);
  }

  private static String gateway(String listener) {
    return """
    apiVersion: gateway.networking.k8s.io/v1
    kind: Gateway
    metadata: {name: e2e}
    spec:
      gatewayClassName: rauta
      addresses: [{type: IPAddress, value: 127.0.0.1}]
      listeners:
        - %s
    """
        .formatted(listener);
  }

  public Path folder() {
    return folder;
  }

  public int port() {
    return port;
  }

  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  public int adminPort() {
    return adminPort;
  }
}
