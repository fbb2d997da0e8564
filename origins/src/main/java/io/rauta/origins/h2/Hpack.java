package io.rauta.origins.h2;

import io.rauta.origins.Field;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * HPACK (RFC 7541). Writes literals without any table; reads all there is. Owned by one thread; one
 * for each direction of a connection.
 */
public final class Hpack {

  private static final int OVERHEAD = 32;
  private static final String[] NAMES =
      (":authority :method :method :path :path :scheme :scheme :status :status :status :status"
              + " :status :status :status accept-charset accept-encoding accept-language"
              + " accept-ranges accept access-control-allow-origin age allow authorization"
              + " cache-control content-disposition content-encoding content-language"
              + " content-length content-location content-range content-type cookie date etag"
              + " expect expires from host if-match if-modified-since if-none-match if-range"
              + " if-unmodified-since last-modified link location max-forwards proxy-authenticate"
              + " proxy-authorization range referer refresh retry-after server set-cookie"
              + " strict-transport-security transfer-encoding user-agent vary via"
              + " www-authenticate")
          .split(" ");
  private static final String[] VALUES =
      ",GET,POST,/,/index.html,http,https,200,204,206,304,400,404,500,,gzip\\, deflate"
          .split("(?<!\\\\),");

  private final Deque<Field> table = new ArrayDeque<>();
  private int tableSize;
  private int tableMax = 4096;
  private byte[] in = new byte[0];
  private int at;

  /** Encodes fields as literals without indexing, in order. */
  public static byte[] encode(List<Field> fields) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Field field : fields) {
      out.write(0);
      string(out, field.name());
      string(out, field.value());
    }
    return out.toByteArray();
  }

  private static void string(ByteArrayOutputStream out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    int rest = bytes.length;
    if (rest < 127) {
      out.write(rest);
    } else {
      out.write(127);
      rest -= 127;
      while (rest >= 128) {
        out.write(rest % 128 + 128);
        rest /= 128;
      }
      out.write(rest);
    }
    out.writeBytes(bytes);
  }

  /** Decodes a whole header block. */
  public List<Field> decode(byte[] block) throws IOException {
    in = block;
    at = 0;
    List<Field> fields = new ArrayList<>();
    while (at < in.length) {
      int first = in[at] & 0xff;
      if (first >= 0x80) {
        fields.add(entry(integer(7)));
      } else if (first >= 0x40) {
        Field field = literal(6);
        add(field);
        fields.add(field);
      } else if (first >= 0x20) {
        tableMax = integer(5);
        evict();
      } else {
        fields.add(literal(4));
      }
    }
    return fields;
  }

  private Field literal(int bits) throws IOException {
    int index = integer(bits);
    String name = index == 0 ? string() : entry(index).name();
    return new Field(name, string());
  }

  private Field entry(int index) throws IOException {
    if (index < 1 || index > NAMES.length + table.size()) {
      throw new IOException("no entry " + index + " in the HPACK tables");
    }
    if (index <= NAMES.length) {
      String value = index <= VALUES.length ? VALUES[index - 1].replace("\\", "") : "";
      return new Field(NAMES[index - 1], value);
    }
    Iterator<Field> entries = table.iterator();
    for (int skipped = NAMES.length + 1; skipped < index; skipped++) {
      Field ignored = entries.next();
    }
    return entries.next();
  }

  private void add(Field field) {
    table.addFirst(field);
    tableSize += size(field);
    evict();
  }

  private void evict() {
    while (tableSize > tableMax) {
      tableSize -= size(table.removeLast());
    }
  }

  private static int size(Field field) {
    return field.name().length() + field.value().length() + OVERHEAD;
  }

  private int integer(int bits) throws IOException {
    int most = (1 << bits) - 1;
    int value = next() & most;
    if (value < most) {
      return value;
    }
    int shift = 0;
    int more;
    do {
      more = next();
      value += (more & 127) << shift;
      shift += 7;
    } while (more >= 128);
    return value;
  }

  private String string() throws IOException {
    boolean huffman = at < in.length && (in[at] & 0x80) != 0;
    int length = integer(7);
    if (length > in.length - at) {
      throw new IOException("a string goes on behind its HPACK block");
    }
    byte[] bytes = new byte[length];
    System.arraycopy(in, at, bytes, 0, length);
    at += length;
    byte[] plain = huffman ? Huffman.decode(bytes, 0, length) : bytes;
    return new String(plain, StandardCharsets.ISO_8859_1);
  }

  private int next() throws IOException {
    if (at == in.length) {
      throw new IOException("an HPACK block is cut");
    }
    return in[at++] & 0xff;
  }
}
