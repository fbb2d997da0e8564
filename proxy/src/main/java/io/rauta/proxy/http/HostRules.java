package io.rauta.proxy.http;

/**
 * Judges {@code Host} (RFC 9110 section 7.2): one name or address and perhaps a port, nothing else.
 */
public final class HostRules {

  private static final int ANY_PORT = 1;

  private HostRules() {}

  /**
   * Sets the host of {@code head}, without port and trailing dot, and answers whether the value is
   * good.
   */
  public static boolean accept(RequestHead head, byte[] bytes, int start, int end) {
    int nameEnd = nameEnd(bytes, start, end);
    if (nameEnd <= start || port(bytes, nameEnd, end, ANY_PORT) < 0) {
      return false;
    }
    int withoutDot = nameEnd - start > 1 && bytes[nameEnd - 1] == '.' ? nameEnd - 1 : nameEnd;
    head.host(bytes, start, withoutDot);
    return true;
  }

  /**
   * Whether two authorities mean the same host and port, case and the default port folded.
   *
   * @param defaultPort the port where none is named
   */
  public static boolean same(
      byte[] bytes,
      int start,
      int end,
      byte[] other,
      int otherStart,
      int otherEnd,
      int defaultPort) {
    int nameEnd = nameEnd(bytes, start, end);
    int otherNameEnd = nameEnd(other, otherStart, otherEnd);
    if (nameEnd <= start || nameEnd - start != otherNameEnd - otherStart) {
      return false;
    }
    for (int i = 0; i < nameEnd - start; i++) {
      if (Ascii.lower(bytes[start + i]) != Ascii.lower(other[otherStart + i])) {
        return false;
      }
    }
    int port = port(bytes, nameEnd, end, defaultPort);
    return port > 0 && port == port(other, otherNameEnd, otherEnd, defaultPort);
  }

  /** Where the name ends, or -1 where it is none. */
  private static int nameEnd(byte[] bytes, int start, int end) {
    if (start < end && bytes[start] == '[') {
      return bracketedEnd(bytes, start, end);
    }
    int at = start;
    while (at < end && isNameByte(bytes[at])) {
      at++;
    }
    boolean hasLetter = at > start && bytes[start] != '.';
    return hasLetter ? at : -1;
  }

  private static int bracketedEnd(byte[] bytes, int start, int end) {
    int close = start + 1;
    while (close < end && bytes[close] != ']') {
      close++;
    }
    return close < end && Ipv6.isAddress(bytes, start + 1, close) ? close + 1 : -1;
  }

  /**
   * The port behind a name, the default one where there is none or an empty one (RFC 3986 section
   * 3.2.3), or -1 where it is bad.
   */
  private static int port(byte[] bytes, int nameEnd, int end, int defaultPort) {
    if (nameEnd == end || (bytes[nameEnd] == ':' && nameEnd + 1 == end)) {
      return defaultPort;
    }
    if (bytes[nameEnd] != ':' || end - nameEnd > 6) {
      return -1;
    }
    int port = 0;
    for (int i = nameEnd + 1; i < end; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return -1;
      }
      port = port * 10 + bytes[i] - '0';
    }
    return port > 0 && port <= 65_535 ? port : -1;
  }

  private static boolean isNameByte(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || b == '.'
        || b == '-'
        || b == '_';
  }
}
