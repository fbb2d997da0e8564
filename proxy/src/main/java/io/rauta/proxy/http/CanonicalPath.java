package io.rauta.proxy.http;

import org.jspecify.annotations.Nullable;

/**
 * The one form of a path that is matched, logged, rewritten and forwarded (RFC 3986 section 6.2.2):
 * dot segments removed, encoded unreserved characters decoded, everything else as received. A path
 * that is in that form already is not copied.
 */
public final class CanonicalPath {

  /** What judging a path came to. */
  public sealed interface Verdict {
    /** The path is canonical as it stands. */
    enum AsReceived implements Verdict {
      INSTANCE
    }

    /**
     * The path must not be served: broken escape, NUL, overlong UTF-8, or a climb over the root.
     */
    enum Refused implements Verdict {
      INSTANCE
    }

    /**
     * The canonical path.
     *
     * @param path fresh bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    record Rewritten(byte[] path) implements Verdict {}
  }

  private CanonicalPath() {}

  /**
   * Judges the path in {@code bytes} from {@code start}, where there is a slash, to {@code end}.
   */
  public static Verdict of(byte[] bytes, int start, int end) {
    for (int i = start; i < end; i++) {
      byte b = bytes[i];
      if (b == '%' || (b == '.' && bytes[i - 1] == '/')) {
        return slow(bytes, start, end);
      }
    }
    return Verdict.AsReceived.INSTANCE;
  }

  private static Verdict slow(byte[] bytes, int start, int end) {
    byte[] decoded = new byte[end - start];
    int length = decode(bytes, start, end, decoded);
    if (length < 0) {
      return Verdict.Refused.INSTANCE;
    }
    byte[] path = withoutDotSegments(decoded, length);
    if (path == null) {
      return Verdict.Refused.INSTANCE;
    }
    return java.util.Arrays.equals(path, 0, path.length, bytes, start, end)
        ? Verdict.AsReceived.INSTANCE
        : new Verdict.Rewritten(path);
  }

  /**
   * Decodes encoded unreserved characters; answers the length, or -1 where an escape must be
   * refused.
   */
  private static int decode(byte[] bytes, int start, int end, byte[] out) {
    int length = 0;
    for (int i = start; i < end; i++) {
      byte b = bytes[i];
      if (b != '%') {
        out[length++] = b;
        continue;
      }
      int value = escape(bytes, i, end);
      if (value <= 0 || isOverlong(value, bytes, i + 3, end)) {
        return -1;
      }
      if (isUnreserved(value)) {
        out[length++] = (byte) value;
      } else {
        out[length++] = b;
        out[length++] = bytes[i + 1];
        out[length++] = bytes[i + 2];
      }
      i += 2;
    }
    return length;
  }

  private static int escape(byte[] bytes, int at, int end) {
    if (at + 2 >= end) {
      return -1;
    }
    int high = Character.digit(bytes[at + 1], 16);
    int low = Character.digit(bytes[at + 2], 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }

  /** Whether a UTF-8 sequence starts that no encoder writes (RFC 3629 section 3). */
  private static boolean isOverlong(int first, byte[] bytes, int next, int end) {
    if (first == 0xc0 || first == 0xc1 || first >= 0xf5) {
      return true;
    }
    if (first != 0xe0 && first != 0xf0) {
      return false;
    }
    int second = next < end && bytes[next] == '%' ? escape(bytes, next, end) : -1;
    return second >= 0x80 && second < (first == 0xe0 ? 0xa0 : 0x90);
  }

  private static boolean isUnreserved(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~';
  }

  private static byte @Nullable [] withoutDotSegments(byte[] path, int length) {
    int out = 0;
    int at = 0;
    while (at < length) {
      int segmentEnd = at + 1;
      while (segmentEnd < length && path[segmentEnd] != '/') {
        segmentEnd++;
      }
      int size = segmentEnd - at - 1;
      boolean isLast = segmentEnd == length;
      if (size == 1 && path[at + 1] == '.') {
        out = isLast ? append(path, out) : out;
      } else if (size == 2 && path[at + 1] == '.' && path[at + 2] == '.') {
        if (out == 0) {
          return null;
        }
        do {
          out--;
        } while (path[out] != '/');
        out = isLast ? append(path, out) : out;
      } else {
        System.arraycopy(path, at, path, out, segmentEnd - at);
        out += segmentEnd - at;
      }
      at = segmentEnd;
    }
    return java.util.Arrays.copyOf(path, out);
  }

  private static int append(byte[] path, int out) {
    path[out] = '/';
    return out + 1;
  }
}
