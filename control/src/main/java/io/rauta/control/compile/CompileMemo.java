package io.rauta.control.compile;

import io.rauta.config.route.HostPattern;
import io.rauta.config.route.VirtualHost;
import io.rauta.control.topology.RouteNode;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the last translation made of each hostname. A route's rules depend on its node and on the
 * certificate that its Gateway shows to backends, and a virtual host on the rules of its routes;
 * nodes are told apart by identity.
 *
 * <p>Owned by one thread.
 */
final class CompileMemo {

  /**
   * A route's rules.
   *
   * @param node the route
   * @param shown the certificate that is shown to backends
   * @param rules its rules
   * @param clusters the upstreams that they use
   */
  record Rules(RouteNode node, Shown shown, List<RankedRule> rules, List<UsedCluster> clusters) {}

  /**
   * A virtual host.
   *
   * @param routes the rules of its routes, oldest route first
   * @param host what they make
   * @param clusters the upstreams that they use, each once
   */
  record Host(List<Rules> routes, VirtualHost host, List<UsedCluster> clusters) {

    private boolean isOf(List<RouteNode> nodes) {
      if (routes.size() != nodes.size()) {
        return false;
      }
      for (int i = 0; i < nodes.size(); i++) {
        if (routes.get(i).node() != nodes.get(i)) {
          return false;
        }
      }
      return true;
    }
  }

  private record Name(String scope, Shown shown, HostPattern hostname) {}

  private final Map<Shown, IdentityHashMap<RouteNode, Rules>> rules = new HashMap<>();
  private Map<Name, Host> hosts = Map.of();
  private Map<Name, Host> next = Map.of();

  /** Begins a translation. */
  void begin() {
    next = HashMap.newHashMap(hosts.size());
  }

  /** Ends a translation: what was not asked for in it is forgotten. */
  void end() {
    hosts = next;
    rules.clear();
  }

  /** The virtual host that those very routes made in that scope; null where there is none. */
  @Nullable Host find(String scope, Shown shown, HostPattern hostname, List<RouteNode> routes) {
    Name name = new Name(scope, shown, hostname);
    Host found = hosts.get(name);
    if (found == null) {
      return null;
    }
    if (!found.isOf(routes)) {
      found.routes().forEach(this::put);
      return null;
    }
    next.put(name, found);
    return found;
  }

  /** Keeps a virtual host of a scope. */
  void put(String scope, Shown shown, Host made) {
    next.put(new Name(scope, shown, made.host().hostname()), made);
  }

  /** The rules of that very route, if they were made in this translation or looked up in it. */
  @Nullable Rules find(RouteNode route, Shown shown) {
    IdentityHashMap<RouteNode, Rules> known = rules.get(shown);
    return known == null ? null : known.get(route);
  }

  /** Keeps the rules of a route during this translation. */
  void put(Rules made) {
    rules.computeIfAbsent(made.shown(), key -> new IdentityHashMap<>()).put(made.node(), made);
  }
}
