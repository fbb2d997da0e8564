package io.rauta.app.metrics;

import io.rauta.config.ProxyConfig;
import io.rauta.config.cluster.ClusterConfig;
import io.rauta.config.cluster.UpstreamProtocol;
import io.rauta.config.listener.HostScope;
import io.rauta.config.listener.ListenerConfig;
import io.rauta.config.listener.Security;
import io.rauta.config.tls.TlsIdentity;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** The certificates of our own that a configuration shows to clients and backends. */
final class Certificates {

  private Certificates() {}

  /** When each expires, by its name. */
  static Map<String, Instant> expiries(ProxyConfig config) {
    Map<String, Instant> expiries = new TreeMap<>();
    for (ListenerConfig listener : config.listeners()) {
      for (HostScope scope : listener.scopes()) {
        if (scope.security() instanceof Security.Encrypted(var tls)) {
          tls.identities().forEach(identity -> add(identity, expiries));
        }
      }
    }
    for (ClusterConfig cluster : config.clusters().values()) {
      if (cluster.protocol() instanceof UpstreamProtocol.Encrypted(var tls, var _)) {
        tls.identity().ifPresent(identity -> add(identity, expiries));
      }
    }
    return expiries;
  }

  private static void add(TlsIdentity identity, Map<String, Instant> expiries) {
    expiries.put(identity.name(), identity.expires());
  }
}
