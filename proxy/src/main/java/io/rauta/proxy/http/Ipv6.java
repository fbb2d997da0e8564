package io.rauta.proxy.http;

/** The grammar of IPv6 addresses in hosts (RFC 3986 section 3.2.2), without zone. */
final class Ipv6 {

  private static final int GROUPS = 8;
  private static final int MAX_GROUP_DIGITS = 4;

  private Ipv6() {}

  /** Whether the bytes between the brackets are one address. */
  static boolean isAddress(byte[] bytes, int start, int end) {
    boolean gap = end - start >= 2 && bytes[start] == ':' && bytes[start + 1] == ':';
    int groups = 0;
    int at = gap ? start + 2 : start;
    while (at < end) {
      int groupEnd = groupEnd(bytes, at, end);
      if (groupEnd < end && bytes[groupEnd] == '.') {
        return isIpv4(bytes, at, end) && isWhole(groups + 2, gap);
      }
      if (groupEnd == at || groupEnd - at > MAX_GROUP_DIGITS) {
        return false;
      }
      groups++;
      at = groupEnd;
      if (at == end) {
        break;
      }
      if (bytes[at++] != ':' || at == end) {
        return false;
      }
      if (bytes[at] == ':') {
        if (gap) {
          return false;
        }
        gap = true;
        at++;
      }
    }
    return isWhole(groups, gap);
  }

  private static boolean isWhole(int groups, boolean gap) {
    return gap ? groups < GROUPS : groups == GROUPS;
  }

  private static int groupEnd(byte[] bytes, int start, int end) {
    int at = start;
    while (at < end && Character.digit(bytes[at], 16) >= 0) {
      at++;
    }
    return at;
  }

  private static boolean isIpv4(byte[] bytes, int start, int end) {
    int at = start;
    for (int parts = 1; ; parts++) {
      int from = at;
      int value = 0;
      while (at < end && at - from < 4 && bytes[at] >= '0' && bytes[at] <= '9') {
        value = value * 10 + bytes[at++] - '0';
      }
      boolean leadingZero = at - from > 1 && bytes[from] == '0';
      if (at == from || leadingZero || value > 255) {
        return false;
      }
      if (parts == 4) {
        return at == end;
      }
      if (at == end || bytes[at++] != '.') {
        return false;
      }
    }
  }
}
