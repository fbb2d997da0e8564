package io.rauta.control.topology.trust;

import io.rauta.config.route.HostPattern;
import io.rauta.control.tls.KeyPair;
import io.rauta.control.topology.Ground;
import io.rauta.control.topology.ListenerNode;
import io.rauta.control.topology.ListenerOwner;
import io.rauta.control.topology.ListenerTls;
import io.rauta.control.topology.Overlap;
import io.rauta.control.topology.Topology.ListenerKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds listeners on one address and port that a client may take for each other: HTTP/2 lets it use
 * a connection for every host that the certificate is for (RFC 9113, 9.1.1).
 */
public final class TlsOverlaps {

  private static final String WILDCARD = "*";

  private final Map<ListenerKey, Overlap> found = new HashMap<>();

  private TlsOverlaps() {}

  /** The listeners of {@code owners} that overlap with another; conflicts are settled. */
  public static Map<ListenerKey, Overlap> of(List<ListenerOwner> owners) {
    Map<Ground.Place, List<Listener>> places = new HashMap<>();
    for (ListenerOwner owner : owners) {
      if (owner.problems().isEmpty()) {
        for (ListenerNode listener : owner.listeners()) {
          if (listener.problems().isEmpty() && listener.tls().isPresent()) {
            Listener there =
                new Listener(
                    new ListenerKey(owner.ref(), listener.index()),
                    listener.hostname(),
                    names(listener.tls().get()));
            for (Ground.Place place : owner.ground().places(listener.port())) {
              places.computeIfAbsent(place, key -> new ArrayList<>()).add(there);
            }
          }
        }
      }
    }
    TlsOverlaps overlaps = new TlsOverlaps();
    places.values().stream().filter(there -> there.size() > 1).forEach(overlaps::compare);
    return Map.copyOf(overlaps.found);
  }

  /**
   * A listener.
   *
   * @param hostname its hostname
   * @param names those of its certificates
   */
  private record Listener(ListenerKey key, HostPattern hostname, Set<String> names) {}

  private static Set<String> names(ListenerTls tls) {
    Set<String> names = new HashSet<>();
    for (KeyPair pair : tls.own()) {
      names.addAll(pair.names());
    }
    return names;
  }

  private void compare(List<Listener> there) {
    hostnames(there);
    certificates(there);
  }

  private void hostnames(List<Listener> there) {
    Map<String, ListenerKey> wildcards = new HashMap<>();
    boolean any = false;
    for (Listener listener : there) {
      switch (listener.hostname()) {
        case HostPattern.Below(String suffix) -> wildcards.put(suffix, listener.key());
        case HostPattern.Any() -> any = true;
        case HostPattern.Exact(String _) -> {}
      }
    }
    for (Listener listener : there) {
      if (any) {
        found.put(listener.key(), Overlap.HOSTNAMES);
        continue;
      }
      for (String wider = wider(listener.hostname()); !wider.isEmpty(); wider = wider(wider)) {
        ListenerKey other = wildcards.get(wider);
        if (other != null) {
          found.put(listener.key(), Overlap.HOSTNAMES);
          found.put(other, Overlap.HOSTNAMES);
        }
      }
    }
  }

  private static String wider(HostPattern hostname) {
    return switch (hostname) {
      case HostPattern.Any() -> "";
      case HostPattern.Exact(String name) -> wider(name);
      case HostPattern.Below(String suffix) -> wider(suffix);
    };
  }

  /** The suffix that begins with the next dot; empty if there is none. */
  private static String wider(String name) {
    int dot = name.indexOf('.', 1);
    return dot < 0 ? "" : name.substring(dot);
  }

  private void certificates(List<Listener> there) {
    Map<String, Set<ListenerKey>> holders = new HashMap<>();
    for (Listener listener : there) {
      for (String name : listener.names()) {
        holders.computeIfAbsent(name, key -> new HashSet<>()).add(listener.key());
      }
    }
    for (Map.Entry<String, Set<ListenerKey>> entry : holders.entrySet()) {
      Set<ListenerKey> together = new HashSet<>(entry.getValue());
      int dot = entry.getKey().indexOf('.');
      if (dot > 0) {
        together.addAll(holders.getOrDefault(WILDCARD + entry.getKey().substring(dot), Set.of()));
      }
      if (together.size() > 1) {
        together.forEach(key -> found.putIfAbsent(key, Overlap.CERTIFICATES));
      }
    }
  }
}
