package io.rauta.config.listener;

/** An address and port to listen on. Port 0 asks the system for a free one. */
public sealed interface BindAddress {

  /** The configured port, 0 to 65535. */
  int port();

  /**
   * All local addresses, IPv4 and IPv6.
   *
   * @param port 0 to 65535
   */
  record AllAddresses(int port) implements BindAddress {
    public AllAddresses {
      requirePort(port);
    }

    @Override
    public String toString() {
      return "*:" + port;
    }
  }

  /**
   * One local address.
   *
   * @param ip an IPv4 or IPv6 literal without brackets
   * @param port 0 to 65535
   */
  record OneAddress(String ip, int port) implements BindAddress {
    public OneAddress {
      requirePort(port);
      if (ip.isEmpty()) {
        throw new IllegalArgumentException("an address to bind is empty");
      }
    }

    @Override
    public String toString() {
      return ip.indexOf(':') >= 0 ? "[" + ip + "]:" + port : ip + ":" + port;
    }
  }

  private static void requirePort(int port) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port " + port + " is not between 0 and 65535");
    }
  }
}
