package io.rauta.config.route;

import io.rauta.config.cluster.ClusterId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The rules of one route hostname.
 *
 * @param hostname which hosts the rules are for
 * @param rules in order of precedence: the first whose match accepts the request is served
 * @param clusters every upstream that a rule names, so that nobody need look at the rules of a
 *     virtual host that has not changed
 */
public record VirtualHost(HostPattern hostname, List<RouteRule> rules, Set<ClusterId> clusters) {
  public VirtualHost {
    rules = List.copyOf(rules);
    clusters = Set.copyOf(clusters);
    if (!clusters.equals(named(rules))) {
      throw new IllegalArgumentException(
          clusters + " are not the clusters that the rules of " + hostname + " name");
    }
  }

  /** The rules of {@code hostname}, with the upstreams that they name. */
  public VirtualHost(HostPattern hostname, List<RouteRule> rules) {
    this(hostname, rules, named(rules));
  }

  private static Set<ClusterId> named(List<RouteRule> rules) {
    Set<ClusterId> named = new HashSet<>();
    for (RouteRule rule : rules) {
      if (rule.action() instanceof RouteAction.Forward forward) {
        forward.mirrors().forEach(mirror -> named.add(mirror.cluster()));
        for (WeightedDestination weighted : forward.destinations()) {
          if (weighted.destination() instanceof Destination.ToCluster to) {
            named.add(to.cluster());
            to.mirrors().forEach(mirror -> named.add(mirror.cluster()));
          }
        }
      }
    }
    return named;
  }
}
