package io.rauta.control.syntax;

import io.rauta.config.filter.OriginPattern;
import java.util.Locale;
import java.util.Optional;

/** Origins as CORS filters of the Gateway API write them. */
public final class Origins {

  public static final String EXPECTED =
      "\"*\", or http:// or https:// and a host, which may start with \"*.\" or be \"*\", and"
          + " perhaps a port";

  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  private Origins() {}

  /** Reads an origin; empty if it is none. */
  public static Optional<OriginPattern> parse(String written) {
    if (written.equals("*")) {
      return Optional.of(new OriginPattern.Any());
    }
    String origin = written.toLowerCase(Locale.ROOT);
    String scheme = origin.startsWith("https://") ? "https" : "http";
    if (!origin.startsWith(scheme + "://")) {
      return Optional.empty();
    }
    int hostStart = scheme.length() + 3;
    int colon = origin.indexOf(':', hostStart);
    String host = origin.substring(hostStart, colon < 0 ? origin.length() : colon);
    int usual = scheme.equals("https") ? HTTPS_PORT : HTTP_PORT;
    int port = colon < 0 ? usual : port(origin.substring(colon + 1));
    return port < 0 ? Optional.empty() : pattern(scheme, host, port);
  }

  private static Optional<OriginPattern> pattern(String scheme, String host, int port) {
    if (host.equals("*")) {
      return Optional.of(new OriginPattern.AnyHost(scheme, port));
    }
    if (host.startsWith("*.")) {
      return Hostnames.isName(host.substring(2))
          ? Optional.of(new OriginPattern.Below(scheme, host.substring(1), port))
          : Optional.empty();
    }
    return Hostnames.isName(host)
        ? Optional.of(new OriginPattern.Exact(scheme, host, port))
        : Optional.empty();
  }

  private static int port(String digits) {
    if (digits.isEmpty() || digits.length() > 5 || !digits.chars().allMatch(Origins::isDigit)) {
      return -1;
    }
    int port = Integer.parseInt(digits);
    return port >= 1 && port <= 65_535 ? port : -1;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
