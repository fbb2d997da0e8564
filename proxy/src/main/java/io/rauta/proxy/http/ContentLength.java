package io.rauta.proxy.http;

/**
 * Reads {@code Content-Length}: digits without sign, blank, list or leading zero (RFC 9110 section
 * 8.6).
 */
public final class ContentLength {

  private static final int MAX_DIGITS = 19;

  private ContentLength() {}

  /** The length, or -1 where the value is refused. */
  public static long parse(byte[] bytes, int start, int end) {
    int digits = end - start;
    if (digits < 1 || digits > MAX_DIGITS || (bytes[start] == '0' && digits > 1)) {
      return -1;
    }
    long length = 0;
    for (int i = start; i < end; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9 || length > (Long.MAX_VALUE - digit) / 10) {
        return -1;
      }
      length = length * 10 + digit;
    }
    return length;
  }
}
