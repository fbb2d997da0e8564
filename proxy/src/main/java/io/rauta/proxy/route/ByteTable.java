package io.rauta.proxy.route;

import io.rauta.proxy.http.Ascii;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A hash table from byte strings to values whose hash the caller has at hand, since it rolls over a
 * path or a host name and passes many keys on its way.
 *
 * <p>Filled by one thread, then published; read by all. Equal hashes cost a comparison each, never
 * a wrong answer.
 *
 * @param <V> what a key stands for
 */
final class ByteTable<V> {

  /** Hash of no bytes, where rolling starts. */
  static final int EMPTY_HASH = 0;

  private byte[][] keys = new byte[4][];
  private int[] hashes = new int[4];
  private @Nullable Object[] values = new @Nullable Object[4];
  private int size;

  /** The hash of bytes that hash to {@code hash} and the byte {@code next} behind them. */
  static int roll(int hash, byte next) {
    return hash * 31 + next;
  }

  int size() {
    return size;
  }

  /** Adds {@code key}, which is not in the table yet. */
  void put(int hash, byte[] key, V value) {
    if (++size * 2 > keys.length) {
      grow();
    }
    insert(hash, key, value);
  }

  private void insert(int hash, byte[] key, @Nullable Object value) {
    int slot = slot(hash);
    while (values[slot] != null) {
      slot = slot + 1 & keys.length - 1;
    }
    keys[slot] = key;
    hashes[slot] = hash;
    values[slot] = value;
  }

  private void grow() {
    byte[][] oldKeys = keys;
    int[] oldHashes = hashes;
    @Nullable Object[] oldValues = values;
    keys = new byte[oldKeys.length * 2][];
    hashes = new int[keys.length];
    values = new @Nullable Object[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldValues[i] != null) {
        insert(oldHashes[i], oldKeys[i], oldValues[i]);
      }
    }
  }

  /** The value of the key that equals these bytes to the letter. */
  @SuppressWarnings("unchecked")
  @Nullable V find(int hash, byte[] bytes, int start, int end) {
    int slot = slot(hash);
    for (Object value = values[slot]; value != null; value = values[slot]) {
      byte[] key = keys[slot];
      if (hashes[slot] == hash && Arrays.equals(bytes, start, end, key, 0, key.length)) {
        return (V) value;
      }
      slot = slot + 1 & keys.length - 1;
    }
    return null;
  }

  /** The value of the lower-case key that equals these bytes without regard to case. */
  @SuppressWarnings("unchecked")
  @Nullable V findLowerCase(int hash, byte[] bytes, int start, int end) {
    int slot = slot(hash);
    for (Object value = values[slot]; value != null; value = values[slot]) {
      if (hashes[slot] == hash && Ascii.equalsLowerCase(bytes, start, end, keys[slot])) {
        return (V) value;
      }
      slot = slot + 1 & keys.length - 1;
    }
    return null;
  }

  /** Fibonacci hashing: the upper bits of a product depend on all bits of the hash. */
  private int slot(int hash) {
    return (hash * 0x9E3779B9) >>> (Integer.numberOfLeadingZeros(keys.length) + 1);
  }
}
