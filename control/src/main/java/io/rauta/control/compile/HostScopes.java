package io.rauta.control.compile;

import io.rauta.config.listener.HostScope;
import io.rauta.config.listener.Security;
import io.rauta.config.route.HostPattern;
import io.rauta.config.route.RouteRule;
import io.rauta.config.route.VirtualHost;
import io.rauta.config.tls.ServerTls;
import io.rauta.config.tls.TlsSettings;
import io.rauta.control.tls.KeyPair;
import io.rauta.control.topology.GatewayNode;
import io.rauta.control.topology.ListenerNode;
import io.rauta.control.topology.ListenerOwner;
import io.rauta.control.topology.ListenerSetNode;
import io.rauta.control.topology.ListenerTls;
import io.rauta.control.topology.RouteNode;
import io.rauta.control.topology.Topology;
import io.rauta.control.topology.Topology.ListenerKey;
import java.util.List;
import java.util.Optional;

/**
 * Makes one scope per listener. A virtual host stands for a hostname as routes have it, which may
 * be wider than the listener's: the scope bounds it, and precedence is by the route's own hostname.
 */
final class HostScopes {

  private final RouteRules rules;
  private final Clusters clusters;
  private final CompileMemo memo;
  private final TlsSettings tls;

  HostScopes(RouteRules rules, Clusters clusters, CompileMemo memo, TlsSettings tls) {
    this.rules = rules;
    this.clusters = clusters;
    this.memo = memo;
    this.tls = tls;
  }

  /**
   * The scope of a listener.
   *
   * @param shown the certificate that its Gateway shows to backends
   */
  HostScope of(Topology topology, ListenerOwner owner, ListenerNode listener, Shown shown) {
    String name = name(owner) + "/" + listener.name();
    ListenerHosts hosts =
        memo.find(name, shown)
            .with(
                topology.attachedTo(new ListenerKey(owner.ref(), listener.index())),
                (hostname, routes, before) -> host(shown, hostname, routes, before));
    memo.put(name, shown, hosts);
    hosts.clusters().forEach(clusters::use);
    return new HostScope(name, listener.hostname(), security(listener), hosts.virtualHosts());
  }

  private Security security(ListenerNode listener) {
    return listener
        .tls()
        .<Security>map(spoken -> new Security.Encrypted(encrypted(spoken)))
        .orElseGet(Security.Cleartext::new);
  }

  private ServerTls encrypted(ListenerTls spoken) {
    return new ServerTls(
        tls,
        spoken.own().stream().map(KeyPair::identity).toList(),
        spoken.clients().certificates().orElseThrow());
  }

  private static String name(ListenerOwner owner) {
    return switch (owner) {
      case GatewayNode gateway -> gateway.key().toString();
      case ListenerSetNode set -> set.ref().kind() + "/" + set.key();
    };
  }

  private CompileMemo.Host host(
      Shown shown,
      HostPattern hostname,
      List<RouteNode> routes,
      Optional<CompileMemo.Host> before) {
    before.ifPresent(host -> host.routes().forEach(memo::put));
    List<CompileMemo.Rules> parts = routes.stream().map(route -> rules.of(route, shown)).toList();
    List<UsedCluster> used =
        parts.stream().flatMap(part -> part.clusters().stream()).distinct().toList();
    VirtualHost host = new VirtualHost(hostname, inOrder(parts));
    return new CompileMemo.Host(List.copyOf(routes), parts, host, used);
  }

  private static List<RouteRule> inOrder(List<CompileMemo.Rules> parts) {
    return parts.stream()
        .flatMap(part -> part.rules().stream())
        .sorted()
        .map(RankedRule::rule)
        .toList();
  }
}
