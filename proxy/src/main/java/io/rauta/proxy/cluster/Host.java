package io.rauta.proxy.cluster;

import io.rauta.config.cluster.EndpointAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * One resolved endpoint of one cluster. Compared by identity: the same host stays in the cluster
 * for as long as its address does, so that what belongs to it, such as connections, can be found by
 * it.
 */
public final class Host {

  private final EndpointAddress endpoint;
  private final SocketAddress address;
  private final String name;

  Host(EndpointAddress endpoint, SocketAddress address) {
    this.endpoint = endpoint;
    this.address = address;
    this.name =
        endpoint instanceof EndpointAddress.Dns && address instanceof InetSocketAddress inet
            ? endpoint + " (" + inet.getAddress().getHostAddress() + ")"
            : endpoint.toString();
  }

  /** The endpoint as configured; several hosts share the one of a DNS name. */
  public EndpointAddress endpoint() {
    return endpoint;
  }

  /** Where to connect to: a resolved IP address with its port, or a Unix domain socket. */
  public SocketAddress address() {
    return address;
  }

  /** What logs call it. */
  public String name() {
    return name;
  }

  @Override
  public String toString() {
    return name;
  }
}
