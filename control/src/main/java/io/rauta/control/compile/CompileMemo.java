package io.rauta.control.compile;

import io.rauta.config.route.VirtualHost;
import io.rauta.control.topology.RouteNode;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the last translation made of each listener. A route's rules depend on its node and on the
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
   * @param nodes its routes, oldest first
   * @param routes the rules of each of them
   * @param host what they make
   * @param clusters the upstreams that they use, each once
   */
  record Host(
      List<RouteNode> nodes, List<Rules> routes, VirtualHost host, List<UsedCluster> clusters) {

    boolean isOf(List<RouteNode> others) {
      if (nodes.size() != others.size()) {
        return false;
      }
      for (int i = 0; i < others.size(); i++) {
        if (nodes.get(i) != others.get(i)) {
          return false;
        }
      }
      return true;
    }
  }

  private record Name(String scope, Shown shown) {}

  private final Map<Shown, IdentityHashMap<RouteNode, Rules>> rules = new HashMap<>();
  private Map<Name, ListenerHosts> listeners = Map.of();
  private Map<Name, ListenerHosts> next = Map.of();

  /** Begins a translation. */
  void begin() {
    next = HashMap.newHashMap(listeners.size());
  }

  /** Ends a translation: what was not asked for in it is forgotten. */
  void end() {
    listeners = next;
    rules.clear();
  }

  /** The virtual hosts of that scope in the last translation; none if there were none. */
  ListenerHosts find(String scope, Shown shown) {
    return listeners.getOrDefault(new Name(scope, shown), ListenerHosts.NONE);
  }

  /** Keeps the virtual hosts of a scope. */
  void put(String scope, Shown shown, ListenerHosts made) {
    next.put(new Name(scope, shown), made);
  }

  /** The rules of that very route, if they were put here in this translation. */
  @Nullable Rules find(RouteNode route, Shown shown) {
    IdentityHashMap<RouteNode, Rules> known = rules.get(shown);
    return known == null ? null : known.get(route);
  }

  /** Keeps the rules of a route during this translation. */
  void put(Rules made) {
    rules.computeIfAbsent(made.shown(), key -> new IdentityHashMap<>()).put(made.node(), made);
  }
}
