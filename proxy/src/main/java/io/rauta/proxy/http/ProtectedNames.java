package io.rauta.proxy.http;

import java.nio.charset.StandardCharsets;

/**
 * Names of fields that no constant of {@link FieldName} stands for and that are meant for the other
 * end or are set by proxies: they can neither be taken away on the way nor be set behind a body.
 */
public final class ProtectedNames {

  private static final byte[][] PREFIXES = {
    ascii("content-"), ascii("x-forwarded-"), ascii("x-b3-"), ascii("sec-")
  };
  private static final byte[][] WHOLE = {
    ascii("traceparent"), ascii("tracestate"), ascii("baggage"), ascii("set-cookie"), ascii("b3")
  };

  private ProtectedNames() {}

  /**
   * Whether {@code name} is one of them.
   *
   * @param name in lower case
   */
  public static boolean has(byte[] name) {
    for (byte[] prefix : PREFIXES) {
      if (name.length > prefix.length && Ascii.equals(name, 0, prefix.length, prefix)) {
        return true;
      }
    }
    for (byte[] whole : WHOLE) {
      if (Ascii.equals(name, 0, name.length, whole)) {
        return true;
      }
    }
    return false;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
