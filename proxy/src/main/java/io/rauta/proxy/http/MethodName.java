package io.rauta.proxy.http;

import java.nio.charset.StandardCharsets;

/** Methods as text: one of the known names is always the same instance. */
public final class MethodName {

  /** Longest method that is taken, in bytes. */
  public static final int MAX = 32;

  private static final String[] KNOWN = {
    "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"
  };

  private MethodName() {}

  /** The method in the bytes, which are a token. */
  public static String of(byte[] bytes, int start, int end) {
    for (String known : KNOWN) {
      if (known.length() == end - start && matches(bytes, start, known)) {
        return known;
      }
    }
    return new String(bytes, start, end - start, StandardCharsets.US_ASCII);
  }

  /** Whether requests with that method are answered by the gateway, which does not serve it. */
  public static boolean isRefused(String method) {
    return method.equals("CONNECT") || method.equals("TRACE");
  }

  private static boolean matches(byte[] bytes, int start, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (bytes[start + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
