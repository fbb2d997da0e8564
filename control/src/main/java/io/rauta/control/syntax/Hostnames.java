package io.rauta.control.syntax;

import io.rauta.config.route.HostPattern;
import java.util.Locale;
import java.util.Optional;

/** Host names as the Gateway API writes them. */
public final class Hostnames {

  public static final String EXPECTED =
      "a DNS name, or one behind \"*.\" (leave the field out to mean every host)";

  private static final int MAX_NAME = 253;
  private static final int MAX_LABEL = 63;

  private Hostnames() {}

  /** Reads a hostname; empty if it is not one. */
  public static Optional<HostPattern> parse(String written) {
    String name = written.toLowerCase(Locale.ROOT);
    if (name.startsWith("*.")) {
      return isName(name.substring(2))
          ? Optional.of(new HostPattern.Below(name.substring(1)))
          : Optional.empty();
    }
    return isName(name) && !IpLiterals.isV4(name)
        ? Optional.of(new HostPattern.Exact(name))
        : Optional.empty();
  }

  /** Whether there is a host that both patterns mean. */
  public static boolean intersect(HostPattern a, HostPattern b) {
    return covers(a, b) || covers(b, a);
  }

  /** Whether {@code written} is a DNS name or an address, perhaps with a port. */
  public static boolean isAuthority(String written) {
    int colon = written.lastIndexOf(':');
    boolean hasPort = colon > 0 && !written.endsWith("]");
    String host = (hasPort ? written.substring(0, colon) : written).toLowerCase(Locale.ROOT);
    boolean isHost =
        (host.startsWith("[") && host.endsWith("]"))
            ? IpLiterals.parse(host.substring(1, host.length() - 1)).isPresent()
            : isName(host);
    return isHost && (!hasPort || isPort(written.substring(colon + 1)));
  }

  private static boolean isPort(String digits) {
    if (digits.isEmpty() || digits.length() > 5) {
      return false;
    }
    int port = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9') {
        return false;
      }
      port = port * 10 + (c - '0');
    }
    return port >= 1 && port <= 65_535;
  }

  /** Whether {@code name}, in lower case, is a DNS name (RFC 1123) without a trailing dot. */
  public static boolean isName(String name) {
    if (name.isEmpty() || name.length() > MAX_NAME) {
      return false;
    }
    int begin = 0;
    while (begin <= name.length()) {
      int dot = name.indexOf('.', begin);
      int end = dot < 0 ? name.length() : dot;
      if (!isLabel(name, begin, end)) {
        return false;
      }
      begin = end + 1;
    }
    return true;
  }

  private static boolean isLabel(String name, int begin, int end) {
    if (begin == end || end - begin > MAX_LABEL) {
      return false;
    }
    for (int i = begin; i < end; i++) {
      char c = name.charAt(i);
      boolean hyphen = c == '-' && i > begin && i < end - 1;
      if (!hyphen && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9')) {
        return false;
      }
    }
    return true;
  }

  /** Whether {@code wide} means every host that {@code narrow} means. */
  public static boolean covers(HostPattern wide, HostPattern narrow) {
    return switch (wide) {
      case HostPattern.Any any -> true;
      case HostPattern.Exact exact -> exact.equals(narrow);
      case HostPattern.Below below ->
          switch (narrow) {
            case HostPattern.Any any -> false;
            case HostPattern.Exact(String name) -> name.endsWith(below.suffix());
            case HostPattern.Below(String suffix) -> suffix.endsWith(below.suffix());
          };
    };
  }
}
