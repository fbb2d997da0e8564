package io.rauta.proxy.route;

import io.rauta.config.route.RequestMatch.QueryMatch;
import io.rauta.proxy.http.Ascii;
import java.nio.charset.StandardCharsets;

/**
 * Compiled {@link QueryMatch}: looks at the first parameter of one name. A query without it is
 * never accepted; one without an equals sign has the empty value.
 *
 * <p>Names and values are compared after percent-decoding (RFC 3986 section 2.1). A plus sign
 * stands for itself, since the query of a URI is not form data; an escape that is not two
 * hexadecimal digits stands for itself too, since the query is forwarded as received.
 */
final class QueryTest {

  private final byte[] name;
  private final ValueTest value;

  QueryTest(QueryMatch match) {
    name = match.name().getBytes(StandardCharsets.UTF_8);
    value = ValueTest.of(match.value());
  }

  /**
   * Whether the parameters in {@code bytes} are accepted.
   *
   * @param start behind the question mark
   */
  boolean accepts(byte[] bytes, int start, int end) {
    int from = start;
    while (from < end) {
      int to = Ascii.indexOf(bytes, from, end, '&');
      int equals = Ascii.indexOf(bytes, from, to, '=');
      if (decodedEquals(bytes, from, equals, name)) {
        return valueAccepted(bytes, Math.min(equals + 1, to), to);
      }
      from = to + 1;
    }
    return false;
  }

  private boolean valueAccepted(byte[] bytes, int start, int end) {
    return switch (value) {
      case ValueTest.Exact(byte[] wanted) -> decodedEquals(bytes, start, end, wanted);
      case ValueTest.Regex regex -> {
        byte[] decoded = new byte[end - start];
        int length = 0;
        for (int at = start; at < end; at = next(bytes, at, end)) {
          decoded[length++] = decode(bytes, at, end);
        }
        yield regex.accepts(decoded, 0, length);
      }
    };
  }

  private static boolean decodedEquals(byte[] bytes, int start, int end, byte[] wanted) {
    if (end - start < wanted.length) {
      return false;
    }
    int at = start;
    for (byte b : wanted) {
      if (at >= end || decode(bytes, at, end) != b) {
        return false;
      }
      at = next(bytes, at, end);
    }
    return at == end;
  }

  private static byte decode(byte[] bytes, int at, int end) {
    return isEscape(bytes, at, end)
        ? (byte) (hex(bytes[at + 1]) << 4 | hex(bytes[at + 2]))
        : bytes[at];
  }

  private static int next(byte[] bytes, int at, int end) {
    return isEscape(bytes, at, end) ? at + 3 : at + 1;
  }

  private static boolean isEscape(byte[] bytes, int at, int end) {
    return bytes[at] == '%' && at + 2 < end && hex(bytes[at + 1]) >= 0 && hex(bytes[at + 2]) >= 0;
  }

  private static int hex(byte b) {
    return Character.digit(b, 16);
  }
}
