package io.rauta.app.admin;

import io.rauta.app.settings.IpLiterals;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;

/**
 * Decides whether a Host field may be answered. A page of a foreign web site can have a browser
 * send requests here under a name of its own (DNS rebinding), but neither under {@code localhost}
 * nor under an address.
 */
final class HostCheck {

  private HostCheck() {}

  /**
   * Whether {@code host} is {@code localhost}, a loopback address, or the address that the client
   * connected to.
   *
   * @param host the value of the Host field, with or without a port
   * @param connectedTo our address of the connection
   */
  static boolean allows(String host, InetAddress connectedTo) {
    String name = withoutPort(host).toLowerCase(Locale.ROOT);
    if (name.equals("localhost") || name.equals("localhost.")) {
      return true;
    }
    Optional<InetAddress> address = IpLiterals.parse(name);
    return address.isPresent()
        && (address.get().isLoopbackAddress() || address.get().equals(connectedTo));
  }

  /** The name or address alone; empty where the field is not well-formed. */
  private static String withoutPort(String host) {
    if (host.startsWith("[")) {
      int end = host.indexOf(']');
      return end > 0 && host.substring(end + 1).matches("(:\\d{0,5})?")
          ? host.substring(1, end)
          : "";
    }
    int colon = host.indexOf(':');
    if (colon < 0) {
      return host;
    }
    return host.substring(colon).matches(":\\d{0,5}") ? host.substring(0, colon) : "";
  }
}
