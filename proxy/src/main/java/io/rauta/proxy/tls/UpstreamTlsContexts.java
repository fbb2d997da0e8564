package io.rauta.proxy.tls;

import io.rauta.config.cluster.ClusterConfig;
import io.rauta.config.cluster.UpstreamProtocol.Encrypted;
import io.rauta.config.cluster.UpstreamProtocol.Offer;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All contexts by which upstreams are met, kept for as long as configurations ask for them.
 *
 * <p>A round is: {@link #prepare}, the configuration is published, all workers have taken it over,
 * {@link #forgetUnused}; both on the control thread. Workers find what is prepared at any time.
 */
public final class UpstreamTlsContexts {

  private static final Logger LOG = LoggerFactory.getLogger(UpstreamTlsContexts.class);

  private volatile Map<Encrypted, UpstreamTlsContext> known = Map.of();

  /** Makes what {@code clusters} need and is not there, as far as its certificates can be used. */
  public void prepare(Collection<ClusterConfig> clusters) {
    Set<Encrypted> missing = wanted(clusters);
    missing.removeAll(known.keySet());
    if (!missing.isEmpty()) {
      Map<Encrypted, UpstreamTlsContext> all = new HashMap<>(known);
      missing.forEach(protocol -> make(protocol, all));
      known = Map.copyOf(all);
    }
  }

  private static void make(Encrypted protocol, Map<Encrypted, UpstreamTlsContext> all) {
    try {
      all.put(protocol, UpstreamTlsContext.of(protocol, TlsProvider.best()));
    } catch (IllegalArgumentException e) {
      LOG.error("backend={} is not asked: {}", protocol.tls().serverName(), e.getMessage());
    }
  }

  /** Lets go of what {@code clusters} do not need. */
  public void forgetUnused(Collection<ClusterConfig> clusters) {
    Set<Encrypted> wanted = wanted(clusters);
    Map<Encrypted, UpstreamTlsContext> before = known;
    if (before.size() > wanted.size()) {
      known =
          before.entrySet().stream()
              .filter(entry -> wanted.contains(entry.getKey()))
              .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
      before.forEach(
          (protocol, context) -> {
            if (!wanted.contains(protocol)) {
              context.release();
            }
          });
    }
  }

  /** What is asked for; where either version may be chosen, WebSockets want HTTP/1.1 alone too. */
  private static Set<Encrypted> wanted(Collection<ClusterConfig> clusters) {
    Set<Encrypted> wanted = new HashSet<>();
    for (ClusterConfig cluster : clusters) {
      if (cluster.protocol() instanceof Encrypted encrypted) {
        wanted.add(encrypted);
        if (encrypted.offer() == Offer.EITHER) {
          wanted.add(new Encrypted(encrypted.tls(), Offer.HTTP_1));
        }
      }
    }
    return wanted;
  }

  /** When the certificates that backends are shown cease to be valid, by where they come from. */
  public Map<String, Instant> expiries() {
    Map<String, Instant> all = new HashMap<>();
    known.keySet().stream()
        .flatMap(protocol -> protocol.tls().identity().stream())
        .forEach(identity -> all.put(identity.name(), identity.expires()));
    return all;
  }

  /**
   * How {@code protocol} is spoken, or null where it cannot be, or where no configuration asks for
   * it any more.
   */
  public @Nullable UpstreamTlsContext find(Encrypted protocol) {
    return known.get(protocol);
  }
}
