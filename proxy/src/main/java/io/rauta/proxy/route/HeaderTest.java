package io.rauta.proxy.route;

import io.rauta.config.route.RequestMatch.HeaderMatch;
import io.rauta.proxy.http.Ascii;
import io.rauta.proxy.http.HeaderBlock;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Compiled {@link HeaderMatch}: looks at the values of all fields of one name, joined with a comma
 * and no blank (RFC 9110 section 5.3). A message without such a field is never accepted.
 */
final class HeaderTest {

  private final byte[] name;
  private final ValueTest value;

  HeaderTest(HeaderMatch match) {
    name = match.name().getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < name.length; i++) {
      name[i] = Ascii.lower(name[i]);
    }
    value = ValueTest.of(match.value());
  }

  boolean accepts(HeaderBlock headers) {
    int first = headers.find(name, 0);
    if (first < 0) {
      return false;
    }
    int second = headers.find(name, first + 1);
    return switch (value) {
      case ValueTest.Exact(byte[] wanted) ->
          second < 0
              ? Ascii.equals(
                  headers.bytes(), headers.valueStart(first), headers.valueEnd(first), wanted)
              : joinedEquals(headers, first, wanted);
      case ValueTest.Regex regex ->
          second < 0
              ? regex.accepts(headers.bytes(), headers.valueStart(first), headers.valueEnd(first))
              : joinedMatches(headers, first, regex);
    };
  }

  private boolean joinedEquals(HeaderBlock headers, int first, byte[] wanted) {
    byte[] bytes = headers.bytes();
    int at = 0;
    for (int field = first; field >= 0; field = headers.find(name, field + 1)) {
      if (field != first && (at == wanted.length || wanted[at++] != ',')) {
        return false;
      }
      int start = headers.valueStart(field);
      int length = headers.valueEnd(field) - start;
      if (length > wanted.length - at
          || !Arrays.equals(bytes, start, start + length, wanted, at, at + length)) {
        return false;
      }
      at += length;
    }
    return at == wanted.length;
  }

  private boolean joinedMatches(HeaderBlock headers, int first, ValueTest.Regex regex) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (int field = first; field >= 0; field = headers.find(name, field + 1)) {
      if (field != first) {
        joined.write(',');
      }
      int start = headers.valueStart(field);
      joined.write(headers.bytes(), start, headers.valueEnd(field) - start);
    }
    byte[] whole = joined.toByteArray();
    return regex.accepts(whole, 0, whole.length);
  }
}
