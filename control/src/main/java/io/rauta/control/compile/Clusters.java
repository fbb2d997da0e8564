package io.rauta.control.compile;

import io.rauta.config.cluster.ClusterConfig;
import io.rauta.config.cluster.ClusterId;
import io.rauta.config.cluster.UpstreamProtocol;
import io.rauta.control.CompileSettings;
import io.rauta.control.topology.Topology.Upstream;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Translates the upstreams that rules use. */
final class Clusters {

  private final Map<ClusterId, Upstream> upstreams;
  private final CompileSettings settings;
  private final Map<ClusterId, ClusterConfig> used = new HashMap<>();
  private final Set<ClusterId> named = new LinkedHashSet<>();

  Clusters(Map<ClusterId, Upstream> upstreams, CompileSettings settings) {
    this.upstreams = upstreams;
    this.settings = settings;
  }

  /** Takes note of an upstream that the rules being translated name. */
  void name(ClusterId id) {
    named.add(id);
  }

  /** The upstreams that were named since this was asked last. */
  List<ClusterId> takeNamed() {
    List<ClusterId> taken = List.copyOf(named);
    named.clear();
    return taken;
  }

  /** Has the upstream among those used. */
  void use(ClusterId id) {
    used.computeIfAbsent(id, this::cluster);
  }

  Map<ClusterId, ClusterConfig> used() {
    return used;
  }

  private ClusterConfig cluster(ClusterId id) {
    Upstream upstream = upstreams.get(id);
    return new ClusterConfig(
        id,
        upstream == null ? UpstreamProtocol.Cleartext.HTTP_1 : upstream.protocol(),
        upstream == null ? List.of() : upstream.endpoints(),
        settings.balancing(),
        settings.connections(),
        settings.limits());
  }
}
