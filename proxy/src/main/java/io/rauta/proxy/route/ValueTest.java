package io.rauta.proxy.route;

import com.google.re2j.Pattern;
import io.rauta.config.route.ValueMatch;
import java.nio.charset.StandardCharsets;

/**
 * Compiled {@link ValueMatch}. Text of the configuration is compared as its UTF-8 bytes; for a
 * pattern the bytes of the request are read as UTF-8, malformed ones as U+FFFD.
 */
sealed interface ValueTest {

  static ValueTest of(ValueMatch match) {
    return switch (match) {
      case ValueMatch.Exact(String value) -> new Exact(value.getBytes(StandardCharsets.UTF_8));
      case ValueMatch.Regex(String pattern) -> new Regex(Pattern.compile(pattern));
    };
  }

  /**
   * Equal, byte by byte.
   *
   * @param value the whole value
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared as a whole.
  record Exact(byte[] value) implements ValueTest {}

  /**
   * The whole value, by an RE2 pattern.
   *
   * @param pattern runs in time linear in the value
   */
  record Regex(Pattern pattern) implements ValueTest {

    boolean accepts(byte[] bytes, int start, int end) {
      return pattern.matches(new String(bytes, start, end - start, StandardCharsets.UTF_8));
    }
  }
}
