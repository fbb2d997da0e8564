package io.rauta.config;

import io.rauta.config.cluster.ClusterConfig;
import io.rauta.config.cluster.ClusterId;
import io.rauta.config.listener.BindAddress;
import io.rauta.config.listener.HostScope;
import io.rauta.config.listener.ListenerConfig;
import io.rauta.config.route.VirtualHost;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything the data plane serves, as one immutable value with structural equality.
 *
 * @param listeners what is bound; no two share a {@link BindAddress}
 * @param clusters every upstream by its id; each id that a rule names is present
 */
public record ProxyConfig(List<ListenerConfig> listeners, Map<ClusterId, ClusterConfig> clusters) {

  /** Serves nothing. */
  public static final ProxyConfig EMPTY = new ProxyConfig(List.of(), Map.of());

  public ProxyConfig {
    listeners = List.copyOf(listeners);
    clusters = Map.copyOf(clusters);
    requireDistinctBinds(listeners);
    requireKnownClusters(listeners, clusters.keySet());
  }

  private static void requireDistinctBinds(List<ListenerConfig> listeners) {
    Set<BindAddress> seen = new HashSet<>();
    for (ListenerConfig listener : listeners) {
      if (!seen.add(listener.bind())) {
        throw new IllegalArgumentException("two listeners bind " + listener.bind());
      }
    }
  }

  private static void requireKnownClusters(List<ListenerConfig> listeners, Set<ClusterId> known) {
    for (ListenerConfig listener : listeners) {
      for (HostScope scope : listener.scopes()) {
        for (VirtualHost host : scope.virtualHosts()) {
          requireKnownClusters(host, known);
        }
      }
    }
  }

  private static void requireKnownClusters(VirtualHost host, Set<ClusterId> known) {
    for (ClusterId cluster : host.clusters()) {
      if (!known.contains(cluster)) {
        throw new IllegalArgumentException(
            "a rule of " + host.hostname() + " names the unknown cluster " + cluster);
      }
    }
  }
}
