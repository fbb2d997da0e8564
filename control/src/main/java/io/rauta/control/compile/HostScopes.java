package io.rauta.control.compile;

import io.rauta.config.listener.HostScope;
import io.rauta.config.route.HostPattern;
import io.rauta.config.route.RouteRule;
import io.rauta.config.route.VirtualHost;
import io.rauta.control.topology.GatewayNode;
import io.rauta.control.topology.ListenerNode;
import io.rauta.control.topology.ListenerOwner;
import io.rauta.control.topology.ListenerSetNode;
import io.rauta.control.topology.Topology;
import io.rauta.control.topology.Topology.Attachment;
import io.rauta.control.topology.Topology.ListenerKey;
import java.util.ArrayList;
import java.util.Arrays;
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

  HostScope of(Topology topology, ListenerOwner owner, ListenerNode listener) {
    Map<HostPattern, List<RankedRule>> byHostname = new HashMap<>();
    ListenerKey key = new ListenerKey(owner.ref(), listener.index());
    for (Attachment attachment : topology.attachedTo(key)) {
      List<RankedRule> compiled = rules.of(attachment.route());
      for (HostPattern hostname : attachment.hostnames()) {
        byHostname.computeIfAbsent(hostname, host -> new ArrayList<>()).addAll(compiled);
      }
    }
    return new HostScope(
        name(owner) + "/" + listener.name(), listener.hostname(), virtualHosts(byHostname));
  }

  private static String name(ListenerOwner owner) {
    return switch (owner) {
      case GatewayNode gateway -> gateway.key().toString();
      case ListenerSetNode set -> set.ref().kind() + "/" + set.key();
    };
  }

  private static List<VirtualHost> virtualHosts(Map<HostPattern, List<RankedRule>> byHostname) {
    List<HostPattern> hostnames = new ArrayList<>(byHostname.keySet());
    hostnames.sort(HostPrecedence.ORDER);
    List<VirtualHost> hosts = new ArrayList<>(hostnames.size());
    for (HostPattern hostname : hostnames) {
      hosts.add(new VirtualHost(hostname, inOrder(byHostname.getOrDefault(hostname, List.of()))));
    }
    return hosts;
  }

  private static List<RouteRule> inOrder(List<RankedRule> ranked) {
    RankedRule[] sorted = ranked.toArray(RankedRule[]::new);
    Arrays.sort(sorted);
    List<RouteRule> rules = new ArrayList<>(sorted.length);
    for (RankedRule rule : sorted) {
      rules.add(rule.rule());
    }
    return rules;
  }
}
