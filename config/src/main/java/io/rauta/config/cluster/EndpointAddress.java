package io.rauta.config.cluster;

/** Where one endpoint of an upstream listens. */
public sealed interface EndpointAddress {

  /**
   * An IP address.
   *
   * @param ip an IPv4 or IPv6 literal without brackets
   * @param port 1 to 65535
   */
  record Ip(String ip, int port) implements EndpointAddress {
    public Ip {
      requirePort(port);
    }

    @Override
    public String toString() {
      return ip.indexOf(':') >= 0 ? "[" + ip + "]:" + port : ip + ":" + port;
    }
  }

  /**
   * A name that is looked up, again and again; each of its addresses is an endpoint.
   *
   * @param hostname a DNS name
   * @param port 1 to 65535
   * @param reach which of its addresses are endpoints
   */
  record Dns(String hostname, int port, Reach reach) implements EndpointAddress {
    public Dns {
      requirePort(port);
    }

    /** A name that may lead anywhere. */
    public Dns(String hostname, int port) {
      this(hostname, port, Reach.ANYWHERE);
    }

    @Override
    public String toString() {
      return hostname + ":" + port;
    }
  }

  /**
   * A Unix domain socket.
   *
   * @param path absolute path of the socket
   */
  record Unix(String path) implements EndpointAddress {
    @Override
    public String toString() {
      return "unix:" + path;
    }
  }

  private static void requirePort(int port) {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port " + port + " is not between 1 and 65535");
    }
  }
}
