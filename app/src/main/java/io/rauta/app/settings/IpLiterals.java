package io.rauta.app.settings;

import java.net.InetAddress;
import java.util.Optional;

/** Reads IP addresses without ever asking a name service. */
public final class IpLiterals {

  private IpLiterals() {}

  /** The address that {@code text} is, IPv4 or IPv6 without brackets; empty for anything else. */
  public static Optional<InetAddress> parse(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text)).filter(address -> isPlain(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Refuses the legacy IPv4 forms of one to three numbers and scoped IPv6 addresses. */
  private static boolean isPlain(String text) {
    return text.indexOf(':') >= 0
        ? text.indexOf('%') < 0
        : text.chars().filter(character -> character == '.').count() == 3;
  }
}
