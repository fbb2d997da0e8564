package io.rauta.proxy.route;

import io.rauta.config.route.HostPattern;
import io.rauta.proxy.http.Ascii;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Finds the most specific of many host patterns that a name matches: the name itself, else the
 * longest domain it is below, else every host.
 *
 * <p>Filled by one thread, then published; read by all.
 *
 * @param <V> what a pattern stands for
 */
final class HostIndex<V> {

  /*
   * The hash rolls over the name from its end, so that one pass yields the hash of every domain above it. Later hits are
   * longer, so the last one counts.
   */
  private final ByteTable<V> exact = new ByteTable<>();
  private final ByteTable<V> below = new ByteTable<>();
  private @Nullable V any;

  /** Adds {@code pattern}, which is not in the index yet. */
  void put(HostPattern pattern, V value) {
    switch (pattern) {
      case HostPattern.Exact(String name) -> put(exact, name, value);
      case HostPattern.Below(String suffix) -> put(below, suffix, value);
      case HostPattern.Any() -> any = value;
    }
  }

  private static <V> void put(ByteTable<V> table, String text, V value) {
    byte[] key = text.getBytes(StandardCharsets.UTF_8);
    int hash = ByteTable.EMPTY_HASH;
    for (int i = key.length - 1; i >= 0; i--) {
      key[i] = Ascii.lower(key[i]);
      hash = ByteTable.roll(hash, key[i]);
    }
    table.put(hash, key, value);
  }

  /** The value of the most specific pattern that the name in {@code bytes} matches. */
  @Nullable V find(byte[] bytes, int start, int end) {
    @Nullable V found = any;
    if (exact.size() + below.size() == 0 || start == end) {
      return found;
    }
    int hash = ByteTable.EMPTY_HASH;
    for (int i = end - 1; i >= start; i--) {
      byte b = Ascii.lower(bytes[i]);
      hash = ByteTable.roll(hash, b);
      if (b == '.' && i > start) {
        V longer = below.findLowerCase(hash, bytes, i, end);
        if (longer != null) {
          found = longer;
        }
      }
    }
    V whole = exact.findLowerCase(hash, bytes, start, end);
    return whole != null ? whole : found;
  }
}
