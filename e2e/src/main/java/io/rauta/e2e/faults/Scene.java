package io.rauta.e2e.faults;

import io.rauta.e2e.trial.Cluster;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.GatewayProcess;
import io.rauta.e2e.trial.Trial;
import io.rauta.origins.echo.EchoOrigin;
import io.rauta.origins.load.LoadPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A namespace with a GatewayClass and a Gateway that nobody else serves, its backends, and replicas
 * of the gateway as processes on the cluster's network. Owns all of it.
 */
final class Scene implements AutoCloseable {
  /** How long the cluster may take for anything. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int PORT = 80;
  private static final int BACKEND_PORT = 8080;
  private static final int FIRST_RANGE = 100;
  private static final int BACKEND_RANGE = 99;
  private static final AtomicInteger RANGES = new AtomicInteger(FIRST_RANGE);
  private static final AtomicInteger BACKENDS = new AtomicInteger(1);

  private final Trial trial;
  private final Cluster cluster = Cluster.here();
  private final String namespace;
  private final int range = RANGES.getAndIncrement();
  private final List<EchoOrigin> origins = new ArrayList<>();

  /** Makes all but backends and replicas. */
  Scene(Trial trial, String name) {
    this.trial = trial;
    this.namespace = cluster.namespace(name);
    cluster.apply(
        """
        apiVersion: gateway.networking.k8s.io/v1
        kind: GatewayClass
        metadata: {name: %1$s}
        spec: {controllerName: rauta.io/%1$s}
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: {name: site, namespace: %1$s}
        spec:
          gatewayClassName: %1$s
          listeners: [{name: http, protocol: HTTP, port: %2$d}]
        """
            .formatted(namespace, PORT));
  }

  Cluster cluster() {
    return cluster;
  }

  String namespace() {
    return namespace;
  }

  /** Where the Gateway listens: the oldest one has the first address of the range. */
  InetSocketAddress address() {
    return new InetSocketAddress("10.250." + range + ".0", PORT);
  }

  /** Starts an echo backend with a Service of its name. */
  Scene backend(String name) {
    return backend(name, namespace);
  }

  /** Starts an echo backend with a Service of its name in a namespace. */
  Scene backend(String name, String inNamespace) {
    InetSocketAddress address =
        new InetSocketAddress(
            "10.250." + BACKEND_RANGE + "." + BACKENDS.getAndIncrement(), BACKEND_PORT);
    origins.add(EchoOrigin.start(name, address, 1));
    cluster.apply(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: %1$s, namespace: %2$s}
        spec: {ports: [{port: %3$d}]}
        ---
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata: {name: %1$s, namespace: %2$s, labels: {kubernetes.io/service-name: %1$s}}
        addressType: IPv4
        endpoints: [{addresses: [%4$s], conditions: {ready: true}}]
        ports: [{port: %3$d}]
        """
            .formatted(name, inNamespace, BACKEND_PORT, address.getHostString()));
    return this;
  }

  /** Routes the host of a backend's name to it; every answer has the field {@code x-version}. */
  Scene route(String backend, String version) {
    cluster.apply(
        """
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: {name: %1$s, namespace: %2$s}
        spec:
          parentRefs: [{name: site}]
          hostnames: [%1$s.test]
          rules:
          - filters:
            - type: ResponseHeaderModifier
              responseHeaderModifier: {set: [{name: x-version, value: "%4$s"}]}
            backendRefs: [{name: %1$s, port: %3$d}]
        """
            .formatted(backend, namespace, BACKEND_PORT, version));
    return this;
  }

  /** Starts a replica with a state directory; two may share one, as a restart does. */
  GatewayProcess replica(String state, String... flags) {
    List<String> all = new ArrayList<>(List.of("--controller-name", "rauta.io/" + namespace));
    all.addAll(List.of("--lease", namespace + "/rauta", "--address-mode", "pool"));
    all.addAll(List.of("--address-pool", "10.250." + range + ".0/24"));
    all.addAll(List.of("--state-dir", stateDirectory(state).toString()));
    all.addAll(List.of(flags));
    return trial.launchOnCluster(address(), all);
  }

  /** Waits until what a replica keeps on disk has a text. */
  void awaitSaved(String state, String text) throws InterruptedException {
    Path file = stateDirectory(state).resolve("resources");
    Expect.eventually(
        text + " is saved",
        PATIENCE,
        () -> {
          try {
            return Files.exists(file) && Files.readString(file).contains(text);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private Path stateDirectory(String name) {
    try {
      return Files.createDirectories(trial.folder().resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until a host is answered with 200 and this version; returns how long that took. */
  Duration awaitVersion(GatewayProcess gateway, String host, String version)
      throws InterruptedException {
    return Expect.eventually(
        host + " answers with version " + version, PATIENCE, () -> shows(gateway, host, version));
  }

  private static boolean shows(GatewayProcess gateway, String host, String version) {
    try {
      return gateway.get(host, "/").value("x-version").filter(version::equals).isPresent();
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  /** Waits until the route of a backend's name is accepted by us as it is now. */
  Duration awaitAccepted(String route) throws InterruptedException {
    return Expect.eventually(
        "HTTPRoute " + route + " is accepted", PATIENCE, () -> accepted(route));
  }

  private boolean accepted(String route) {
    String path =
        ".metadata.generation} {.status.parents[0].conditions[?(@.type==\"Accepted\")]"
            + "['status','observedGeneration']";
    String[] words = cluster.field(namespace, "httproute/" + route, path).split("[ \\t]+", -1);
    return words.length == 3 && words[1].equals("True") && words[2].equals(words[0]);
  }

  /** Who holds the Lease; empty if nobody does. */
  String leader() {
    return cluster.field(namespace, "lease/rauta", ".spec.holderIdentity");
  }

  /** Waits until somebody else than {@code other} holds the Lease; returns who. */
  String awaitLeaderOtherThan(String other) throws InterruptedException {
    Expect.eventually(
        "the Lease has a holder other than <" + other + ">",
        PATIENCE,
        () -> !leader().isEmpty() && !leader().equals(other));
    return leader();
  }

  /** Clients that ask for a host at a rate. */
  LoadPlan load(String host, int connections, double perSecond) {
    return LoadPlan.closedLoop(address(), host + ".test", "/", connections).withRate(perSecond);
  }

  @Override
  public void close() {
    cluster.close();
    origins.forEach(EchoOrigin::close);
  }
}
