package io.rauta.control.compile;

import io.rauta.config.cluster.ClusterConfig;
import io.rauta.config.cluster.ClusterId;
import io.rauta.config.cluster.UpstreamProtocol;
import io.rauta.config.cluster.UpstreamProtocol.Offer;
import io.rauta.config.tls.TlsIdentity;
import io.rauta.config.tls.UpstreamTls;
import io.rauta.control.CompileSettings;
import io.rauta.control.tls.KeyPair;
import io.rauta.control.topology.GatewayNode;
import io.rauta.control.topology.GatewayTls.ClientIdentity;
import io.rauta.control.topology.Topology;
import io.rauta.control.topology.Topology.Upstream;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Translates the upstreams that rules use. One that is met over TLS is another one for each
 * certificate that is shown to it, since connections of one are not for the others.
 */
final class Clusters {

  private final Map<ClusterId, Upstream> upstreams;
  private final Map<Shown, TlsIdentity> identities = new HashMap<>();
  private final CompileSettings settings;
  private final Map<ClusterId, ClusterConfig> used = new HashMap<>();
  private final Set<UsedCluster> named = new LinkedHashSet<>();

  Clusters(Topology topology, CompileSettings settings) {
    this.upstreams = topology.upstreams();
    this.settings = settings;
    for (GatewayNode gateway : topology.gateways()) {
      gateway
          .tls()
          .identity()
          .flatMap(ClientIdentity::pair)
          .map(KeyPair::identity)
          .ifPresent(identity -> identities.put(Shown.by(gateway), identity));
    }
  }

  /**
   * Takes note of an upstream that the rules being translated name.
   *
   * @param shown the certificate that their Gateway shows
   * @return its name in the configuration
   */
  ClusterId name(ClusterId upstream, Shown shown) {
    boolean asks = !shown.identity().isEmpty() && isEncrypted(upstream);
    ClusterId id = asks ? new ClusterId(upstream + "/as/" + shown.identity()) : upstream;
    named.add(new UsedCluster(id, upstream, asks ? shown : new Shown("")));
    return id;
  }

  private boolean isEncrypted(ClusterId id) {
    Upstream upstream = upstreams.get(id);
    return upstream != null && upstream.protocol() instanceof UpstreamProtocol.Encrypted;
  }

  /** The upstreams that were named since this was asked last. */
  List<UsedCluster> takeNamed() {
    List<UsedCluster> taken = List.copyOf(named);
    named.clear();
    return taken;
  }

  /** Has the upstream among those used. */
  void use(UsedCluster cluster) {
    used.computeIfAbsent(cluster.id(), id -> cluster(cluster));
  }

  Map<ClusterId, ClusterConfig> used() {
    return used;
  }

  private ClusterConfig cluster(UsedCluster cluster) {
    Upstream upstream = upstreams.get(cluster.upstream());
    return new ClusterConfig(
        cluster.id(),
        upstream == null
            ? UpstreamProtocol.Cleartext.HTTP_1
            : showing(upstream.protocol(), Optional.ofNullable(identities.get(cluster.shown()))),
        upstream == null ? List.of() : upstream.endpoints(),
        settings.balancing(),
        settings.connections(),
        settings.limits());
  }

  private static UpstreamProtocol showing(
      UpstreamProtocol protocol, Optional<TlsIdentity> identity) {
    return switch (protocol) {
      case UpstreamProtocol.Cleartext plain -> plain;
      case UpstreamProtocol.Encrypted(UpstreamTls tls, Offer offer) ->
          new UpstreamProtocol.Encrypted(
              new UpstreamTls(tls.serverName(), tls.names(), tls.anchors(), identity), offer);
    };
  }
}
