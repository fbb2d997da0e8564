package io.rauta.proxy.http1.syntax;

import io.rauta.proxy.http.Ascii;
import io.rauta.proxy.http.FieldName;
import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.http.ProtectedNames;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The options of all {@code Connection} fields of one message (RFC 9110 section 7.6.1): at most 16,
 * and none may take away a field that is meant for the other end or is set by a proxy.
 *
 * <p>Owned by one event loop and reused after {@link #clear}.
 */
final class ConnectionOptions {

  private static final int MAX_OPTIONS = 16;
  private static final byte[] CLOSE = ascii("close");
  private static final byte[] KEEP_ALIVE = ascii("keep-alive");
  private static final byte[] UPGRADE = ascii("upgrade");

  private final List<byte[]> named = new ArrayList<>(2);
  private int count;
  private boolean close;
  private boolean keepAlive;
  private boolean upgrade;

  void clear() {
    named.clear();
    count = 0;
    close = false;
    keepAlive = false;
    upgrade = false;
  }

  boolean isClose() {
    return close;
  }

  boolean isKeepAlive() {
    return keepAlive;
  }

  boolean isUpgrade() {
    return upgrade;
  }

  /** Adds the options of one field; answers whether they are good. */
  boolean add(byte[] bytes, int start, int end) {
    int at = start;
    while (at < end) {
      int comma = Ascii.indexOf(bytes, at, end, ',');
      int from = at;
      int to = comma;
      while (from < to && isBlank(bytes[from])) {
        from++;
      }
      while (to > from && isBlank(bytes[to - 1])) {
        to--;
      }
      if (to > from && !option(bytes, from, to)) {
        return false;
      }
      at = comma + 1;
    }
    return true;
  }

  private boolean option(byte[] bytes, int start, int end) {
    if (++count > MAX_OPTIONS || !Ascii.isToken(bytes, start, end)) {
      return false;
    }
    if (Ascii.equalsLowerCase(bytes, start, end, CLOSE)) {
      close = true;
    } else if (Ascii.equalsLowerCase(bytes, start, end, KEEP_ALIVE)) {
      keepAlive = true;
    } else if (Ascii.equalsLowerCase(bytes, start, end, UPGRADE)) {
      upgrade = true;
    } else if (FieldName.lookup(bytes, start, end) == FieldName.OTHER) {
      byte[] name = Ascii.lowerCase(bytes, start, end);
      if (!ProtectedNames.has(name)) {
        named.add(name);
      }
    }
    return true;
  }

  /** Takes the named fields out of the message. */
  void removeNamed(HeaderBlock headers) {
    for (int i = 0; i < named.size(); i++) {
      headers.removeAll(named.get(i));
    }
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
