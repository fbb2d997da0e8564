package io.rauta.proxy.http;

/** Comparisons and classes of bytes that HTTP grammar needs, without making text of them. */
public final class Ascii {

  private static final boolean[] TOKEN = new boolean[256];

  static {
    for (int c = '0'; c <= '9'; c++) {
      TOKEN[c] = true;
    }
    for (int c = 'a'; c <= 'z'; c++) {
      TOKEN[c] = true;
      TOKEN[c - 32] = true;
    }
    for (char c : "!#$%&'*+-.^_`|~".toCharArray()) {
      TOKEN[c] = true;
    }
  }

  private Ascii() {}

  /** Whether {@code b} may stand in a token (RFC 9110 section 5.6.2). */
  public static boolean isToken(byte b) {
    return TOKEN[b & 0xff];
  }

  /** Whether the bytes are one token or longer. */
  public static boolean isToken(byte[] bytes, int start, int end) {
    for (int i = start; i < end; i++) {
      if (!TOKEN[bytes[i] & 0xff]) {
        return false;
      }
    }
    return end > start;
  }

  /** {@code b} in lower case. */
  public static byte lower(byte b) {
    return b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
  }

  /** A copy of the bytes in lower case. */
  public static byte[] lowerCase(byte[] bytes, int start, int end) {
    byte[] copy = new byte[end - start];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = lower(bytes[start + i]);
    }
    return copy;
  }

  /** Whether the bytes equal {@code lowerCase} without regard to case. */
  public static boolean equalsLowerCase(byte[] bytes, int start, int end, byte[] lowerCase) {
    if (end - start != lowerCase.length) {
      return false;
    }
    for (int i = 0; i < lowerCase.length; i++) {
      if (lower(bytes[start + i]) != lowerCase[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether the bytes equal {@code other} to the letter. */
  public static boolean equals(byte[] bytes, int start, int end, byte[] other) {
    return java.util.Arrays.equals(bytes, start, end, other, 0, other.length);
  }

  /** Whether a comma-separated list has the member {@code lowerCase} without regard to case. */
  public static boolean listHas(byte[] bytes, int start, int end, byte[] lowerCase) {
    int member = start;
    while (member < end) {
      int comma = indexOf(bytes, member, end, ',');
      int from = member;
      int to = comma;
      while (from < to && isBlank(bytes[from])) {
        from++;
      }
      while (to > from && isBlank(bytes[to - 1])) {
        to--;
      }
      if (equalsLowerCase(bytes, from, to, lowerCase)) {
        return true;
      }
      member = comma + 1;
    }
    return false;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  /** The first position of {@code wanted}, or {@code end}. */
  public static int indexOf(byte[] bytes, int start, int end, char wanted) {
    int at = start;
    while (at < end && bytes[at] != wanted) {
      at++;
    }
    return at;
  }
}
