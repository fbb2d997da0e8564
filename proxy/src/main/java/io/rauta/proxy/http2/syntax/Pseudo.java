package io.rauta.proxy.http2.syntax;

import io.rauta.proxy.http.Ascii;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The pseudo-fields (RFC 9113 section 8.3, RFC 8441 section 4). */
public enum Pseudo {
  METHOD(":method"),
  SCHEME(":scheme"),
  AUTHORITY(":authority"),
  PATH(":path"),
  PROTOCOL(":protocol"),
  STATUS(":status");

  static final int COUNT = 6;
  private static final Pseudo[] VALUES = values();

  private static final byte[][] NAMES =
      Arrays.stream(VALUES)
          .map(pseudo -> pseudo.text.getBytes(StandardCharsets.US_ASCII))
          .toArray(byte[][]::new);

  private final String text;

  Pseudo(String text) {
    this.text = text;
  }

  /** The one of that name, or null where there is none. */
  static @Nullable Pseudo of(byte[] bytes, int start, int end) {
    for (Pseudo pseudo : VALUES) {
      if (Ascii.equals(bytes, start, end, NAMES[pseudo.ordinal()])) {
        return pseudo;
      }
    }
    return null;
  }
}
