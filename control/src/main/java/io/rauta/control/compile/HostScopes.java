package io.rauta.control.compile;

import io.rauta.config.listener.HostScope;
import io.rauta.config.route.HostPattern;
import io.rauta.config.route.RouteRule;
import io.rauta.config.route.VirtualHost;
import io.rauta.control.topology.GatewayNode;
import io.rauta.control.topology.ListenerNode;
import io.rauta.control.topology.Topology;
import io.rauta.control.topology.Topology.Attachment;
import io.rauta.control.topology.Topology.ListenerKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes one scope per listener. A virtual host stands for a hostname as routes have it, which may
 * be wider than the listener's: the scope bounds it, and precedence is by the route's own hostname.
 */
final class HostScopes {

  private final RouteRules rules;

  HostScopes(RouteRules rules) {
    this.rules = rules;
  }

  HostScope of(Topology topology, GatewayNode gateway, ListenerNode listener) {
    Map<HostPattern, List<RouteRule>> byHostname = new HashMap<>();
    ListenerKey key = new ListenerKey(gateway.key(), listener.index());
    for (Attachment attachment : topology.attachedTo(key)) {
      List<RouteRule> compiled = rules.of(attachment.route());
      for (HostPattern hostname : attachment.hostnames()) {
        byHostname.computeIfAbsent(hostname, host -> new ArrayList<>()).addAll(compiled);
      }
    }
    return new HostScope(
        gateway.key() + "/" + listener.name(), listener.hostname(), virtualHosts(byHostname));
  }

  private static List<VirtualHost> virtualHosts(Map<HostPattern, List<RouteRule>> byHostname) {
    List<HostPattern> hostnames = new ArrayList<>(byHostname.keySet());
    hostnames.sort(HostPrecedence.ORDER);
    List<VirtualHost> hosts = new ArrayList<>(hostnames.size());
    for (HostPattern hostname : hostnames) {
      List<RouteRule> ordered = new ArrayList<>(byHostname.getOrDefault(hostname, List.of()));
      ordered.sort(RulePrecedence.ORDER);
      hosts.add(new VirtualHost(hostname, ordered));
    }
    return hosts;
  }
}
