package io.rauta.e2e.kubernetes;

import io.rauta.e2e.trial.Cluster;
import io.rauta.e2e.trial.Expect;
import io.rauta.origins.Message;
import io.rauta.origins.RawClient;
import io.rauta.origins.load.LoadPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.time.Duration;

/**
 * A Gateway {@code site} of the class {@code rauta} with a route to {@link EchoPods}, in a
 * namespace of its own.
 *
 * @param namespace where all of it is
 * @param address where clients connect, as the status of the Gateway says
 */
record EchoSite(String namespace, InetSocketAddress address) {
  static final String HOST = "echo.test";

  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** Makes it and waits until the Gateway and its route say that they are served. */
  static EchoSite make(Cluster cluster)
      throws IOException, URISyntaxException, InterruptedException {
    String namespace = cluster.namespace("site");
    EchoPods.start(cluster, namespace);
    cluster.apply(manifest(namespace));
    cluster.await(namespace, "gateway/site", "condition=Programmed", LIMIT);
    cluster.awaitField(
        namespace,
        "httproute/echo",
        ".status.parents[0].conditions[?(@.type==\"Accepted\")].status",
        "True",
        LIMIT);
    String address = cluster.field(namespace, "gateway/site", ".status.addresses[0].value");
    Expect.that(!address.isEmpty(), "a Gateway that is programmed has no address");
    return new EchoSite(namespace, new InetSocketAddress(address, 80));
  }

  private static String manifest(String namespace) {
    return """
    apiVersion: gateway.networking.k8s.io/v1
    kind: Gateway
    metadata: {name: site, namespace: %1$s}
    spec:
      gatewayClassName: rauta
      listeners: [{name: http, protocol: HTTP, port: 80}]
    ---
    apiVersion: gateway.networking.k8s.io/v1
    kind: HTTPRoute
    metadata: {name: echo, namespace: %1$s}
    spec:
      parentRefs: [{name: site}]
      hostnames: [%2$s]
      rules: [{backendRefs: [{name: echo, port: 80}]}]
    """
        .formatted(namespace, HOST);
  }

  /** One GET from outside of the cluster, over a connection of its own. */
  Message get(String path) {
    try (RawClient client = RawClient.connect(address)) {
      return client.get(HOST, path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Clients that keep their connections and pause up to that long before the next request. */
  LoadPlan load(int connections, Duration pause) {
    return LoadPlan.closedLoop(address, HOST, "/", connections).withThink(pause).withTimeout(LIMIT);
  }
}
