package io.rauta.origins.tls;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The elements of DER (X.690) that certificates consist of. */
final class Der {

  static final byte[] TRUE = {1, 1, (byte) 0xff};
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  private Der() {}

  static byte[] element(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int length = content.size();
    if (length >= 0x80) {
      int octets = length >= 0x100 ? 2 : 1;
      out.write(0x80 | octets);
      if (octets == 2) {
        out.write(length >>> 8);
      }
    }
    out.write(length);
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }

  static byte[] sequence(byte[]... parts) {
    return element(0x30, parts);
  }

  static byte[] integer(BigInteger value) {
    return element(2, value.toByteArray());
  }

  static byte[] octets(byte[] value) {
    return element(4, value);
  }

  static byte[] bits(byte[] value) {
    return element(3, new byte[] {0}, value);
  }

  static byte[] time(Instant value) {
    return element(0x17, TIME.format(value).getBytes(StandardCharsets.US_ASCII));
  }

  /** An object identifier whose numbers are all below 16384. */
  static byte[] identifier(int... numbers) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(numbers[0] * 40 + numbers[1]);
    for (int i = 2; i < numbers.length; i++) {
      for (int shift = 14; shift > 0; shift -= 7) {
        if (numbers[i] >>> shift != 0) {
          out.write(0x80 | (numbers[i] >>> shift & 0x7f));
        }
      }
      out.write(numbers[i] & 0x7f);
    }
    return element(6, out.toByteArray());
  }
}
