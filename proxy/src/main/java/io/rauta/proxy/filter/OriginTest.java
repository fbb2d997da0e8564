package io.rauta.proxy.filter;

import io.rauta.config.filter.OriginPattern;
import io.rauta.proxy.http.Ascii;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Compiled {@link OriginPattern}s: tells whether the value of an {@code Origin} field (RFC 6454
 * section 7) is one of those meant, the port that is usual for a scheme folded into it. Immutable;
 * shared by all workers.
 */
final class OriginTest {

  private static final byte[] HTTP = ascii("http://");
  private static final byte[] HTTPS = ascii("https://");
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  /** How the host of an origin is compared. */
  private enum Hosts {
    ALL,
    BELOW,
    EQUAL
  }

  private static final class Pattern {
    private final byte[] scheme;
    private final Hosts hosts;
    private final byte[] host;
    private final int port;

    Pattern(String scheme, Hosts hosts, String host, int port) {
      this.scheme = scheme.equals("https") ? HTTPS : HTTP;
      this.hosts = hosts;
      this.host = ascii(host);
      this.port = port;
    }

    boolean accepts(byte[] givenScheme, byte[] origin, int start, int end, int givenPort) {
      if (scheme != givenScheme || port != givenPort) {
        return false;
      }
      return switch (hosts) {
        case ALL -> true;
        case EQUAL -> Ascii.equalsLowerCase(origin, start, end, host);
        case BELOW ->
            end - start > host.length
                && Ascii.equalsLowerCase(origin, end - host.length, end, host);
      };
    }
  }

  private final boolean acceptsAll;
  private final Pattern[] patterns;

  OriginTest(List<OriginPattern> origins) {
    acceptsAll = origins.stream().anyMatch(OriginPattern.Any.class::isInstance);
    patterns =
        origins.stream()
            .filter(origin -> !(origin instanceof OriginPattern.Any))
            .map(OriginTest::compile)
            .toArray(Pattern[]::new);
  }

  private static Pattern compile(OriginPattern origin) {
    return switch (origin) {
      case OriginPattern.Any() -> throw new IllegalArgumentException("any origin is no pattern");
      case OriginPattern.AnyHost(String scheme, int port) ->
          new Pattern(scheme, Hosts.ALL, "", port);
      case OriginPattern.Below(String scheme, String suffix, int port) ->
          new Pattern(scheme, Hosts.BELOW, suffix, port);
      case OriginPattern.Exact(String scheme, String host, int port) ->
          new Pattern(scheme, Hosts.EQUAL, host, port);
    };
  }

  /** Whether every origin is meant. */
  boolean acceptsAll() {
    return acceptsAll;
  }

  boolean accepts(byte[] bytes, int start, int end) {
    if (acceptsAll) {
      return true;
    }
    byte[] scheme = startsWith(bytes, start, end, HTTPS) ? HTTPS : HTTP;
    if (!startsWith(bytes, start, end, scheme)) {
      return false;
    }
    int host = start + scheme.length;
    int hostEnd = hostEnd(bytes, host, end);
    int port = port(bytes, hostEnd, end, scheme);
    if (hostEnd == host || port < 0) {
      return false;
    }
    for (Pattern pattern : patterns) {
      if (pattern.accepts(scheme, bytes, host, hostEnd, port)) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsWith(byte[] bytes, int start, int end, byte[] lowerCase) {
    return end - start >= lowerCase.length
        && Ascii.equalsLowerCase(bytes, start, start + lowerCase.length, lowerCase);
  }

  private static int hostEnd(byte[] bytes, int host, int end) {
    boolean isBracketed = host < end && bytes[host] == '[';
    return Ascii.indexOf(
        bytes, isBracketed ? Ascii.indexOf(bytes, host, end, ']') : host, end, ':');
  }

  private static int port(byte[] bytes, int colon, int end, byte[] scheme) {
    if (colon == end) {
      return scheme == HTTPS ? HTTPS_PORT : HTTP_PORT;
    }
    if (end - colon < 2 || end - colon > 6) {
      return -1;
    }
    int port = 0;
    for (int i = colon + 1; i < end; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return -1;
      }
      port = port * 10 + bytes[i] - '0';
    }
    return port;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
