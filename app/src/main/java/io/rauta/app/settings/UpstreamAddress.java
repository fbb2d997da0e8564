package io.rauta.app.settings;

import java.util.Optional;

/** Where the one backend of a gateway without files listens. */
public sealed interface UpstreamAddress {

  /**
   * An IP address or a DNS name with a port.
   *
   * @param address its port is not 0
   */
  record Network(HostPort address) implements UpstreamAddress {
    @Override
    public String toString() {
      return address.toString();
    }
  }

  /**
   * A Unix domain socket.
   *
   * @param path absolute
   */
  record Unix(String path) implements UpstreamAddress {
    @Override
    public String toString() {
      return "unix:" + path;
    }
  }

  /** Reads {@code text}; empty when it is no such address. */
  static Optional<UpstreamAddress> parse(String text) {
    if (text.startsWith("unix:/")) {
      return Optional.of(new Unix(text.substring("unix:".length())));
    }
    return HostPort.parse(text).filter(HostPort::canBeConnectedTo).map(Network::new);
  }
}
