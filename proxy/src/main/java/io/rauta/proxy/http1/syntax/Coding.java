package io.rauta.proxy.http1.syntax;

import io.rauta.proxy.http.Ascii;
import java.nio.charset.StandardCharsets;

/**
 * What the value of a {@code Transfer-Encoding} field is to us: {@code chunked} alone is known (RFC
 * 9112 section 6.1).
 */
enum Coding {
  CHUNKED,
  /** One well-formed coding that is not known. */
  UNKNOWN,
  /** A list, parameters, quotes, or nothing. */
  BROKEN;

  private static final byte[] CHUNKED_NAME = "chunked".getBytes(StandardCharsets.US_ASCII);

  static Coding of(byte[] bytes, int start, int end) {
    if (Ascii.equalsLowerCase(bytes, start, end, CHUNKED_NAME)) {
      return CHUNKED;
    }
    return Ascii.isToken(bytes, start, end) ? UNKNOWN : BROKEN;
  }
}
