package io.rauta.config.cluster;

import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;

/** Where the endpoints of an upstream may be. */
public enum Reach {
  /** Anywhere. */
  ANYWHERE,

  /**
   * Where others get without this process, too: neither on its own machine nor where clouds tell
   * the secrets of a machine. For endpoints named by people who may not reach those themselves.
   */
  NETWORK;

  /** Those that are not link-local anyway: of Amazon over IPv6, Alibaba and Azure. */
  private static final Set<String> METADATA =
      Set.of("fd00:ec2:0:0:0:0:0:254", "100.100.100.200", "168.63.129.16");

  /** Why {@code address} may not be asked, for a person; empty if it may. */
  public Optional<String> whyNot(InetAddress address) {
    return switch (this) {
      case ANYWHERE -> Optional.empty();
      case NETWORK -> refusal(address);
    };
  }

  private static Optional<String> refusal(InetAddress address) {
    if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
      return Optional.of("it is the gateway's own machine");
    }
    if (address.isLinkLocalAddress()) {
      return Optional.of("it is link-local, as are the secrets of machines in clouds");
    }
    if (METADATA.contains(address.getHostAddress())) {
      return Optional.of("it is where a cloud tells the secrets of a machine");
    }
    byte[] bytes = address.getAddress();
    boolean isReserved = bytes.length == 4 && (bytes[0] == 0 || (bytes[0] & 0xf0) == 0xf0);
    return address.isMulticastAddress() || isReserved
        ? Optional.of("it is no address of a single machine")
        : Optional.empty();
  }
}
