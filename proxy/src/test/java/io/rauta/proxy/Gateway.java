package io.rauta.proxy;

import io.rauta.config.ApplyReport;
import io.rauta.config.ProxyConfig;
import io.rauta.config.cluster.ClusterConfig;
import io.rauta.config.cluster.ClusterId;
import io.rauta.config.cluster.ClusterLimits;
import io.rauta.config.cluster.ConnectionSettings;
import io.rauta.config.cluster.EndpointAddress;
import io.rauta.config.cluster.UpstreamProtocol;
import io.rauta.config.listener.BindAddress;
import io.rauta.config.listener.HostScope;
import io.rauta.config.listener.HttpSettings;
import io.rauta.config.listener.ListenerConfig;
import io.rauta.config.listener.Security;
import io.rauta.config.route.Destination;
import io.rauta.config.route.HostPattern;
import io.rauta.config.route.PathMatch;
import io.rauta.config.route.RequestMatch;
import io.rauta.config.route.RetryPolicy;
import io.rauta.config.route.RouteAction;
import io.rauta.config.route.RouteRule;
import io.rauta.config.route.RouteTimeouts;
import io.rauta.config.route.RuleId;
import io.rauta.config.route.VirtualHost;
import io.rauta.config.route.WeightedDestination;
import io.rauta.origins.RawClient;
import io.rauta.proxy.loop.Transport;
import io.rauta.proxy.observe.MetricFamily;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A data plane in this JVM with one listener whose only rule sends everything to the given ports of
 * loopback.
 */
public final class Gateway implements AutoCloseable {

  /** A free port of loopback. */
  public static final BindAddress BIND = new BindAddress.OneAddress("127.0.0.1", 0);

  private final ProxyServer server;
  private UpstreamProtocol protocol = UpstreamProtocol.Cleartext.HTTP_1;
  private int port;

  private Gateway(ProxyServer server) {
    this.server = server;
  }

  /** Starts one with default settings. */
  public static Gateway to(int... backendPorts) {
    return start(HttpSettings.DEFAULT, defaultTimeouts(), backendPorts);
  }

  /** Starts one whose backends speak HTTP/2 in plain text. */
  public static Gateway toHttp2(int... backendPorts) {
    return toHttp2(ConnectionSettings.DEFAULT, backendPorts);
  }

  /** Starts one whose backends speak HTTP/2 in plain text. */
  public static Gateway toHttp2(ConnectionSettings connections, int... backendPorts) {
    Gateway gateway =
        new Gateway(ProxyServer.start(new ServerSettings(1, Transport.preferred(), 1000)));
    gateway.protocol = new UpstreamProtocol.Cleartext(UpstreamProtocol.Version.HTTP_2);
    gateway.apply(HttpSettings.DEFAULT, defaultTimeouts(), connections, backendPorts);
    return gateway;
  }

  /** Starts one. */
  public static Gateway start(HttpSettings http, RouteTimeouts timeouts, int... backendPorts) {
    Gateway gateway =
        new Gateway(ProxyServer.start(new ServerSettings(1, Transport.preferred(), 1000)));
    gateway.apply(http, timeouts, ConnectionSettings.DEFAULT, backendPorts);
    return gateway;
  }

  /** The bounds of time a route has by default. */
  public static RouteTimeouts defaultTimeouts() {
    return new RouteTimeouts(
        new RouteTimeouts.RequestTimeout.UntilResponseHead(Duration.ofSeconds(30)),
        Optional.empty());
  }

  /** Serves other backends or settings. */
  public void apply(
      HttpSettings http,
      RouteTimeouts timeouts,
      ConnectionSettings connections,
      int... backendPorts) {
    ClusterId id = new ClusterId("backend");
    List<EndpointAddress> endpoints =
        Arrays.stream(backendPorts)
            .mapToObj(port -> (EndpointAddress) new EndpointAddress.Ip("127.0.0.1", port))
            .toList();
    ClusterConfig cluster =
        new ClusterConfig(
            id,
            protocol,
            endpoints,
            ClusterConfig.Balancing.ROUND_ROBIN,
            connections,
            ClusterLimits.NONE);
    VirtualHost host = new VirtualHost(new HostPattern.Any(), List.of(rule(id, timeouts)));
    HostScope scope =
        new HostScope(
            "default/gateway/http", new HostPattern.Any(), new Security.Cleartext(), List.of(host));
    apply(
        new ProxyConfig(
            List.of(new ListenerConfig(BIND, http, List.of(scope))), Map.of(id, cluster)));
  }

  /** Starts one that serves {@code config}, whose only listener is bound to {@link #BIND}. */
  public static Gateway serving(ProxyConfig config) {
    Gateway gateway =
        new Gateway(ProxyServer.start(new ServerSettings(1, Transport.preferred(), 1000)));
    gateway.apply(config);
    return gateway;
  }

  /** Serves {@code config}. */
  public void apply(ProxyConfig config) {
    ApplyReport report = server.apply(config);
    port =
        ((ApplyReport.BindOutcome.Bound) Objects.requireNonNull(report.listeners().get(BIND)))
            .port();
  }

  /** Sends every request to {@code id}. */
  public static RouteRule rule(ClusterId id, RouteTimeouts timeouts) {
    return new RouteRule(
        new RuleId("HTTPRoute/default/all", 0, 0),
        new RequestMatch(new PathMatch.Prefix("/"), Optional.empty(), List.of(), List.of()),
        List.of(),
        new RouteAction.Forward(
            List.of(
                new WeightedDestination(1, new Destination.ToCluster(id, List.of(), List.of()))),
            List.of(),
            new RetryPolicy.Unasked()),
        timeouts);
  }

  /** The data plane itself. */
  public ProxyServer server() {
    return server;
  }

  /** The port it listens on. */
  public int port() {
    return port;
  }

  /** A client connected to it. */
  public RawClient connect() {
    return RawClient.connect(port);
  }

  /**
   * The sum of all samples of the metric {@code name} that carry {@code label}, or of all if it is
   * empty.
   */
  public double metric(String name, String label) {
    return server.metrics().stream()
        .filter(family -> family.name().equals(name))
        .flatMap(family -> family.samples().stream())
        .filter(
            sample ->
                label.isEmpty()
                    || sample.labels().stream().anyMatch(found -> found.value().equals(label)))
        .mapToDouble(sample -> ((MetricFamily.Sample.Value) sample).value())
        .sum();
  }

  @Override
  public void close() {
    server.close();
  }
}
