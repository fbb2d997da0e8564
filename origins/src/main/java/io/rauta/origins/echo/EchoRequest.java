package io.rauta.origins.echo;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The head of one request as a slice of the read buffer, copied, and the sum of its body. Reused
 * for the next request.
 */
final class EchoRequest {
  private byte[] bytes = new byte[0];
  private int fieldsFrom;
  private int length;
  private String method = "";
  private String target = "";
  private final CRC32C bodySum = new CRC32C();
  private long bodyLength;

  /** Takes a head that ends with an empty line; false if its request line has no three parts. */
  boolean take(byte[] source, int from, int to) {
    length = to - from;
    if (bytes.length < length) {
      bytes = new byte[Math.max(1024, length)];
    }
    System.arraycopy(source, from, bytes, 0, length);
    bodySum.reset();
    bodyLength = 0;
    int lineEnd = indexOf((byte) '\r', 0);
    int first = indexOf((byte) ' ', 0);
    int second = indexOf((byte) ' ', first + 1);
    if (first <= 0 || second <= first || lineEnd < second) {
      return false;
    }
    method = text(0, first);
    target = text(first + 1, second);
    fieldsFrom = lineEnd + 2;
    return true;
  }

  void body(byte[] source, int from, int count) {
    bodySum.update(source, from, count);
    bodyLength += count;
  }

  String method() {
    return method;
  }

  String target() {
    return target;
  }

  /** The path of the target, without its query. */
  String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /** The first value of a field; the name is given in lower case. */
  Optional<String> field(String name) {
    for (int at = fieldsFrom; at < length - 2; ) {
      int lineEnd = indexOf((byte) '\r', at);
      if (named(at, name)) {
        return Optional.of(text(at + name.length() + 1, lineEnd).strip());
      }
      at = lineEnd + 2;
    }
    return Optional.empty();
  }

  /** Appends this request as a JSON object. */
  void describe(OutBytes out, String origin) {
    out.put("{\"origin\":\"")
        .put(origin)
        .put("\",\"method\":\"")
        .put(method)
        .put("\",\"target\":\"");
    byte[] raw = target.getBytes(StandardCharsets.ISO_8859_1);
    out.putJson(raw, 0, raw.length).put("\",\"headers\":[");
    for (int at = fieldsFrom; at < length - 2; ) {
      int lineEnd = indexOf((byte) '\r', at);
      int colon = indexOf((byte) ':', at);
      int value = colon + 1;
      while (value < lineEnd && bytes[value] == ' ') {
        value++;
      }
      out.put(at == fieldsFrom ? "[\"" : ",[\"").putJson(bytes, at, colon).put("\",\"");
      out.putJson(bytes, value, lineEnd).put("\"]");
      at = lineEnd + 2;
    }
    out.put("],\"bodyLength\":")
        .put(bodyLength)
        .put(",\"bodyCrc32c\":\"")
        .put(Long.toHexString(bodySum.getValue()))
        .put("\"}\n");
  }

  private boolean named(int at, String name) {
    if (at + name.length() >= length || bytes[at + name.length()] != ':') {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      int b = bytes[at + i];
      if ((b >= 'A' && b <= 'Z' ? b + 32 : b) != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private int indexOf(byte wanted, int from) {
    for (int i = from; i < length; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return length;
  }

  private String text(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
