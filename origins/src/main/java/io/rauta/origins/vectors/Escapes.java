package io.rauta.origins.vectors;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Bytes written as one line of text: {@code \r \n \t \\ \xHH}, and {@code \{count text}} for a text
 * that is repeated.
 */
public final class Escapes {

  private Escapes() {}

  /** The bytes that {@code text} stands for. */
  public static byte[] decode(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      at = c == '\\' ? escape(text, at + 1, out) : plain(c, at + 1, out);
    }
    return out.toByteArray();
  }

  private static int plain(char c, int next, ByteArrayOutputStream out) {
    out.write(c);
    return next;
  }

  /** Decodes the escape whose letter is at {@code at}; answers where the text goes on. */
  private static int escape(String text, int at, ByteArrayOutputStream out) {
    return switch (text.charAt(at)) {
      case 'r' -> plain('\r', at + 1, out);
      case 'n' -> plain('\n', at + 1, out);
      case 't' -> plain('\t', at + 1, out);
      case '\\' -> plain('\\', at + 1, out);
      case 'x' -> plain((char) Integer.parseInt(text, at + 1, at + 3, 16), at + 3, out);
      case '{' -> {
        int end = text.indexOf('}', at);
        int blank = text.indexOf(' ', at);
        byte[] part = decode(text.substring(blank + 1, end));
        for (int n = Integer.parseInt(text, at + 1, blank, 10); n > 0; n--) {
          out.writeBytes(part);
        }
        yield end + 1;
      }
      default -> throw new IllegalArgumentException("unknown escape at " + at + " in " + text);
    };
  }

  /** {@code bytes} on one line without blanks, long runs shortened. */
  public static String encode(byte[] bytes) {
    StringBuilder out = new StringBuilder();
    for (char c : new String(bytes, StandardCharsets.ISO_8859_1).toCharArray()) {
      switch (c) {
        case '\r' -> out.append("\\r");
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        case '\\' -> out.append("\\\\");
        default -> {
          if (c > ' ' && c < 127) {
            out.append(c);
          } else {
            out.append("\\x").append(Character.forDigit(c >> 4, 16));
            out.append(Character.forDigit(c & 15, 16));
          }
        }
      }
    }
    return out.toString();
  }
}
