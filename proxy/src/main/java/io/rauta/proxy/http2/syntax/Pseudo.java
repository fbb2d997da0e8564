package io.rauta.proxy.http2.syntax;

import io.rauta.proxy.http.Ascii;
import java.nio.charset.StandardCharsets;
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

  private final byte[] bytes;

  Pseudo(String name) {
    this.bytes = name.getBytes(StandardCharsets.US_ASCII);
  }

  /** The one of that name, or null where there is none. */
  static @Nullable Pseudo of(byte[] bytes, int start, int end) {
    for (Pseudo pseudo : VALUES) {
      if (Ascii.equals(bytes, start, end, pseudo.bytes)) {
        return pseudo;
      }
    }
    return null;
  }
}
