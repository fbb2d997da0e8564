package io.rauta.app.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host and a port, as in {@code 127.0.0.1:8080}, {@code [::1]:8080}, {@code example.com:80} or,
 * for every local address, {@code :8080}.
 *
 * @param host an IP literal without brackets, a DNS name in lower case, or empty for all addresses
 * @param port 0 to 65535
 */
public record HostPort(String host, int port) {

  private static final Pattern GRAMMAR =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([^\\[\\]:/\\s]*)):(\\d{1,5})");
  private static final Pattern NAME =
      Pattern.compile(
          "[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*");
  private static final Pattern NUMERIC = Pattern.compile("[0-9.]+");

  /** Reads {@code text}; empty when it is no such address. */
  static Optional<HostPort> parse(String text) {
    Matcher parts = GRAMMAR.matcher(text);
    if (!parts.matches() || Integer.parseInt(parts.group(3)) > 65_535) {
      return Optional.empty();
    }
    int port = Integer.parseInt(parts.group(3));
    String v6 = parts.group(1);
    if (v6 != null) {
      return Optional.of(new HostPort(v6, port)).filter(HostPort::isIp);
    }
    String host = parts.group(2).equals("*") ? "" : parts.group(2).toLowerCase(Locale.ROOT);
    return Optional.of(new HostPort(host, port)).filter(HostPort::isWellFormed);
  }

  /** Whether the host stands for every local address. */
  public boolean isAllAddresses() {
    return host.isEmpty();
  }

  /** Whether the host is an IP literal. */
  public boolean isIp() {
    return IpLiterals.parse(host).isPresent();
  }

  boolean canBeBound() {
    return isAllAddresses() || isIp();
  }

  boolean canBeConnectedTo() {
    return !isAllAddresses() && port > 0;
  }

  private boolean isWellFormed() {
    return isAllAddresses()
        || (NUMERIC.matcher(host).matches() ? isIp() : NAME.matcher(host).matches());
  }

  @Override
  public String toString() {
    return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
  }
}
