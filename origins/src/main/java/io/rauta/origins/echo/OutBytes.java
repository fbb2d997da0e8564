package io.rauta.origins.echo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes waiting to be written to one connection; grows as needed. Owned by the loop of the
 * connection.
 */
final class OutBytes {
  private byte[] bytes = new byte[1024];
  private int start;
  private int end;

  int size() {
    return end - start;
  }

  OutBytes put(String ascii) {
    int length = ascii.length();
    room(length);
    for (int i = 0; i < length; i++) {
      bytes[end++] = (byte) ascii.charAt(i);
    }
    return this;
  }

  OutBytes put(byte[] source) {
    return put(source, 0, source.length);
  }

  OutBytes put(byte[] source, int from, int length) {
    room(length);
    System.arraycopy(source, from, bytes, end, length);
    end += length;
    return this;
  }

  OutBytes put(byte value) {
    room(1);
    bytes[end++] = value;
    return this;
  }

  OutBytes put(long number) {
    return put(Long.toString(number));
  }

  /** Appends bytes as the inside of a JSON string. */
  OutBytes putJson(byte[] source, int from, int to) {
    room(6 * (to - from));
    for (int i = from; i < to; i++) {
      byte b = source[i];
      if (b == '"' || b == '\\') {
        bytes[end++] = '\\';
        bytes[end++] = b;
      } else if (b >= 0x20 && b < 0x7f) {
        bytes[end++] = b;
      } else {
        put(String.format("\\u%04x", b & 0xff));
      }
    }
    return this;
  }

  /** Appends what another holds. */
  OutBytes put(OutBytes other) {
    return put(other.bytes, other.start, other.size());
  }

  void clear() {
    start = 0;
    end = 0;
  }

  /** Writes as much as the channel takes; true when nothing is left. */
  boolean flush(WritableByteChannel channel) throws IOException {
    if (start == end) {
      return true;
    }
    start += channel.write(ByteBuffer.wrap(bytes, start, end - start));
    if (start < end) {
      return false;
    }
    clear();
    return true;
  }

  String text() {
    return new String(bytes, start, size(), StandardCharsets.ISO_8859_1);
  }

  private void room(int count) {
    if (end + count <= bytes.length) {
      return;
    }
    int size = size();
    if (size + count > bytes.length) {
      byte[] larger = new byte[Math.max(2 * bytes.length, size + count)];
      System.arraycopy(bytes, start, larger, 0, size);
      bytes = larger;
    } else {
      bytes = Arrays.copyOfRange(bytes, start, start + bytes.length);
    }
    start = 0;
    end = size;
  }
}
