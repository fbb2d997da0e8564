package io.rauta.testkit.cases;

import static io.rauta.testkit.Manifests.GATEWAY;
import static io.rauta.testkit.Manifests.backendAt;
import static io.rauta.testkit.Manifests.route;
import static io.rauta.testkit.Manifests.routeTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.testkit.ChannelOrigin;
import io.rauta.testkit.RunningGateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Every way to say where an upstream is. */
final class UpstreamTest {

  @RegisterExtension static final RunningGateway GW = new RunningGateway();

  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec:
        ports: [{port: 80}]
      """;
  private static final String SERVICE_ROUTE =
      route("r", "rules:\n- backendRefs: [{name: web, port: 80}]\n");

  @Test
  void addressOfVersion4() throws IOException {
    GW.origins().answering("v4");
    GW.serve(GATEWAY, routeTo("r", "v4"), GW.origins().backends());
    assertThat(GW.get("h", "/").bodyText()).isEqualTo("v4");
  }

  @Test
  void addressOfVersion6() throws IOException {
    try (ChannelOrigin origin =
        ChannelOrigin.start(new InetSocketAddress(InetAddress.ofLiteral("::1"), 0), "v6")) {
      int port = ((InetSocketAddress) origin.address()).getPort();
      GW.serve(
          GATEWAY, routeTo("r", "b"), backendAt("b", "ip: {address: \"::1\", port: " + port + "}"));
      assertThat(GW.get("h", "/").bodyText()).isEqualTo("v6");
    }
  }

  @Test
  void name() throws IOException {
    GW.origins().answering("named");
    int port = GW.origins().port("named");
    GW.serve(
        GATEWAY,
        routeTo("r", "b"),
        backendAt("b", "fqdn: {hostname: localhost, port: " + port + "}"));
    assertThat(GW.get("h", "/").bodyText()).isEqualTo("named");
  }

  @Test
  void unixSocket(@TempDir Path folder) throws IOException {
    Path socket = folder.resolve("s");
    try (ChannelOrigin _ = ChannelOrigin.start(UnixDomainSocketAddress.of(socket), "unix")) {
      GW.serve(GATEWAY, routeTo("r", "b"), backendAt("b", "unix: {path: " + socket + "}"));
      assertThat(GW.get("h", "/").bodyText()).isEqualTo("unix");
    }
  }

  @Test
  void readyEndpointsAreAskedThenThoseThatStillServe() throws IOException {
    GW.origins().answering("ready", "unready", "leaving");
    String unready = slice("unready", "ready: false");
    String leaving = slice("leaving", "ready: false, serving: true, terminating: true");
    String gone = slice("leaving", "ready: false, serving: false, terminating: true");
    GW.serve(GATEWAY, SERVICE, SERVICE_ROUTE, slice("ready", "ready: true"), unready, leaving);
    for (int i = 0; i < 20; i++) {
      assertThat(GW.get("h", "/").bodyText()).isEqualTo("ready");
    }

    GW.edit(GATEWAY, SERVICE, SERVICE_ROUTE, unready, leaving);
    for (int i = 0; i < 20; i++) {
      assertThat(GW.get("h", "/").bodyText()).isEqualTo("leaving");
    }

    GW.edit(GATEWAY, SERVICE, SERVICE_ROUTE, unready, gone);
    assertThat(GW.get("h", "/").status()).isEqualTo(503);
    GW.awaitMetric(1, "rauta_local_replies_total", "cause=\"no_endpoint\"");
  }

  private static String slice(String origin, String conditions) {
    return """
    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata: {name: %s, labels: {kubernetes.io/service-name: web}}
    addressType: IPv4
    ports: [{port: %d}]
    endpoints:
    - {addresses: [127.0.0.1], conditions: {%s}}
    """
        .formatted(origin, GW.origins().port(origin), conditions);
  }
}
