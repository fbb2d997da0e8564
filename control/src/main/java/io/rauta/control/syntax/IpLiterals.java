package io.rauta.control.syntax;

import java.util.Optional;

/**
 * IP addresses as text, without looking anything up. IPv6 addresses come out in the form of RFC
 * 5952, so that equal addresses are equal text.
 */
public final class IpLiterals {

  private static final int GROUPS = 8;

  private IpLiterals() {}

  /** Reads an IPv4 or IPv6 literal; empty if it is neither. Zones are refused. */
  public static Optional<String> parse(String text) {
    if (text.indexOf(':') < 0) {
      return isV4(text) ? Optional.of(text) : Optional.empty();
    }
    return V6.parse(text).map(IpLiterals::format);
  }

  /** Whether {@code text} is four decimal numbers from 0 to 255 without leading zeros. */
  public static boolean isV4(String text) {
    return v4(text) >= 0;
  }

  private static long v4(String text) {
    long value = 0;
    int parts = 0;
    int begin = 0;
    while (begin <= text.length()) {
      int dot = text.indexOf('.', begin);
      int end = dot < 0 ? text.length() : dot;
      int part = octet(text, begin, end);
      if (part < 0 || ++parts > 4) {
        return -1;
      }
      value = value << 8 | part;
      begin = end + 1;
    }
    return parts == 4 ? value : -1;
  }

  private static int octet(String text, int begin, int end) {
    int length = end - begin;
    if (length < 1 || length > 3 || (length > 1 && text.charAt(begin) == '0')) {
      return -1;
    }
    int value = 0;
    for (int i = begin; i < end; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + (c - '0');
    }
    return value <= 255 ? value : -1;
  }

  private static String format(int[] groups) {
    int runBegin = -1;
    int runLength = 1;
    for (int i = 0; i < GROUPS; i++) {
      int end = i;
      while (end < GROUPS && groups[end] == 0) {
        end++;
      }
      if (end - i > runLength) {
        runBegin = i;
        runLength = end - i;
      }
    }
    StringBuilder text = new StringBuilder(39);
    int i = 0;
    while (i < GROUPS) {
      if (i == runBegin) {
        text.append("::");
        i += runLength;
        continue;
      }
      if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
        text.append(':');
      }
      text.append(Integer.toHexString(groups[i]));
      i++;
    }
    return text.toString();
  }

  /** Reads the groups of one IPv6 literal from left to right. */
  private static final class V6 {
    private final String text;
    private final int[] groups = new int[GROUPS];
    private int count;
    private int gap = -1;

    private V6(String text) {
      this.text = text;
    }

    static Optional<int[]> parse(String text) {
      V6 reader = new V6(text);
      return reader.read() ? Optional.of(reader.expanded()) : Optional.empty();
    }

    private boolean read() {
      int at = 0;
      if (text.startsWith("::")) {
        gap = 0;
        at = 2;
      }
      while (at < text.length()) {
        int colon = text.indexOf(':', at);
        int end = colon < 0 ? text.length() : colon;
        if (!group(at, end)) {
          return false;
        }
        if (colon < 0) {
          break;
        }
        at = colon + 1;
        if (at == text.length()) {
          return false;
        }
        if (text.charAt(at) == ':') {
          if (gap >= 0) {
            return false;
          }
          gap = count;
          at++;
        }
      }
      return gap >= 0 ? count < GROUPS : count == GROUPS;
    }

    private boolean group(int begin, int end) {
      if (end == text.length() && text.indexOf('.', begin) >= 0) {
        long v4 = v4(text.substring(begin));
        return v4 >= 0 && add((int) (v4 >>> 16)) && add((int) (v4 & 0xffff));
      }
      if (end == begin || end - begin > 4) {
        return false;
      }
      int value = 0;
      for (int i = begin; i < end; i++) {
        int digit = text.charAt(i) < 0x80 ? Character.digit(text.charAt(i), 16) : -1;
        if (digit < 0) {
          return false;
        }
        value = value << 4 | digit;
      }
      return add(value);
    }

    private boolean add(int group) {
      if (count == GROUPS) {
        return false;
      }
      groups[count++] = group;
      return true;
    }

    private int[] expanded() {
      if (gap < 0) {
        return groups;
      }
      int[] all = new int[GROUPS];
      int behind = count - gap;
      System.arraycopy(groups, 0, all, 0, gap);
      System.arraycopy(groups, gap, all, GROUPS - behind, behind);
      return all;
    }
  }
}
