package io.rauta.proxy.cluster;

import io.netty.channel.unix.DomainSocketAddress;
import io.rauta.config.cluster.ClusterConfig;
import io.rauta.config.cluster.EndpointAddress;
import io.rauta.config.cluster.Reach;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides which hosts one cluster publishes. Owned by the cluster thread. */
final class Membership {

  private static final Logger LOG = LoggerFactory.getLogger(Membership.class);

  private final Cluster cluster;
  private final Names names;

  /** Addresses that were told to be refused; each is told once. */
  private final Set<InetAddress> refused = new HashSet<>();

  Membership(Cluster cluster, Names names) {
    this.cluster = cluster;
    this.names = names;
  }

  Cluster cluster() {
    return cluster;
  }

  /** The DNS names that {@code config} has looked up. */
  static Stream<String> namesOf(ClusterConfig config) {
    return config.endpoints().stream()
        .filter(EndpointAddress.Dns.class::isInstance)
        .map(endpoint -> ((EndpointAddress.Dns) endpoint).hostname());
  }

  boolean uses(String name) {
    return namesOf(cluster.config()).anyMatch(name::equals);
  }

  /**
   * Publishes the hosts of all endpoints whose addresses are known. A cluster that has hosts does
   * not lose the last of them to a name that was not looked up yet.
   *
   * @return whether they differ from those published before
   */
  boolean publish() {
    HostSet before = cluster.hosts();
    HostSet now = compute(before);
    if (now.equals(before) || (now.size() == 0 && isWaiting())) {
      return false;
    }
    cluster.publish(now);
    return true;
  }

  private boolean isWaiting() {
    return namesOf(cluster.config()).anyMatch(name -> !names.isAsked(name));
  }

  private HostSet compute(HostSet before) {
    Map<SocketAddress, Host> known = new LinkedHashMap<>();
    before.hosts().forEach(host -> known.put(host.address(), host));
    Map<SocketAddress, Host> hosts = new LinkedHashMap<>();
    for (EndpointAddress endpoint : cluster.config().endpoints()) {
      for (SocketAddress address : addresses(endpoint)) {
        Host same = known.get(address);
        hosts.putIfAbsent(
            address,
            same != null && same.endpoint().equals(endpoint) ? same : new Host(endpoint, address));
      }
    }
    return new HostSet(List.copyOf(hosts.values()));
  }

  private List<SocketAddress> addresses(EndpointAddress endpoint) {
    return switch (endpoint) {
      case EndpointAddress.Ip(String ip, int port) -> literal(ip, port);
      case EndpointAddress.Dns(String hostname, int port, Reach reach) ->
          names.addresses(hostname).stream()
              .filter(address -> isAllowed(hostname, address, reach))
              .<SocketAddress>map(address -> new InetSocketAddress(address, port))
              .toList();
      case EndpointAddress.Unix(String path) -> List.of(new DomainSocketAddress(path));
    };
  }

  private boolean isAllowed(String hostname, InetAddress address, Reach reach) {
    Optional<String> why = reach.whyNot(address.getAddress());
    if (why.isPresent() && refused.add(address)) {
      LOG.warn(
          "cluster={} name={} leads to address={}, which is refused: {}",
          cluster,
          hostname,
          address.getHostAddress(),
          why.get());
    }
    return why.isEmpty();
  }

  private List<SocketAddress> literal(String ip, int port) {
    try {
      return List.of(new InetSocketAddress(InetAddress.ofLiteral(ip), port));
    } catch (IllegalArgumentException e) {
      LOG.warn("cluster={} endpoint address={} is not an IP address: left out", cluster, ip);
      return List.of();
    }
  }
}
