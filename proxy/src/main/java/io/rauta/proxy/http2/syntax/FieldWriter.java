package io.rauta.proxy.http2.syntax;

import io.netty.buffer.ByteBuf;
import io.rauta.proxy.http.Ascii;
import io.rauta.proxy.http.FieldName;
import io.rauta.proxy.http.HeaderBlock;

/**
 * Writes header lists in HPACK, straight from a {@link HeaderBlock}: names in lower case, by their
 * entry of the static table where there is one, values as they are.
 *
 * <p>It uses no dynamic table, so that a list means the same wherever it stands: one that was
 * written but has not left can be dropped again, and a connection keeps no table. Owned by one
 * event loop.
 */
public final class FieldWriter {

  private static final int INDEXED = 0x80;
  private static final int LITERAL = 0x00;
  private static final int NEVER_INDEXED = 0x10;
  private static final int TABLE_SIZE_ZERO = 0x20;
  private static final int INDEX_BITS = 7;
  private static final int NAME_BITS = 4;
  private static final int LENGTH_BITS = 7;
  private static final int FIELD_OVERHEAD = 10;

  private boolean owesTableSize;

  /** The peer has named a size for the dynamic table: it will be told that none is used. */
  public void tableSizeNamed() {
    owesTableSize = true;
  }

  /** How many bytes {@link #fields} writes at most. */
  public static int maxBytes(HeaderBlock block) {
    return block.length() + FIELD_OVERHEAD * block.count();
  }

  /** Begins a list. */
  public void begin(ByteBuf out) {
    if (owesTableSize) {
      owesTableSize = false;
      out.writeByte(TABLE_SIZE_ZERO);
    }
  }

  /** Writes {@code :status}. */
  public static void status(ByteBuf out, int status) {
    int entry =
        switch (status) {
          case 200 -> 8;
          case 204 -> 9;
          case 206 -> 10;
          case 304 -> 11;
          case 400 -> 12;
          case 404 -> 13;
          case 500 -> 14;
          default -> 0;
        };
    if (entry > 0) {
      out.writeByte(INDEXED | entry);
    } else {
      out.writeByte(LITERAL | StaticTable.STATUS_200);
      out.writeByte(3);
      out.writeByte('0' + status / 100);
      out.writeByte('0' + status / 10 % 10);
      out.writeByte('0' + status % 10);
    }
  }

  /** Writes the field that {@code entry} of the static table holds. */
  public static void entry(ByteBuf out, int entry) {
    integer(out, INDEXED, INDEX_BITS, entry);
  }

  /** Writes a field whose name {@code entry} of the static table holds. */
  public static void named(ByteBuf out, int entry, byte[] value, int from, int to) {
    integer(out, LITERAL, NAME_BITS, entry);
    value(out, value, from, to);
  }

  /**
   * Writes a field.
   *
   * @param name in lower case
   */
  public static void field(ByteBuf out, byte[] name, byte[] value, int from, int to) {
    out.writeByte(LITERAL);
    value(out, name, 0, name.length);
    value(out, value, from, to);
  }

  /**
   * Writes the time of day.
   *
   * @param line the field as HTTP/1.1 has it, with its line end
   */
  public static void date(ByteBuf out, byte[] line) {
    int nameAndBlank = FieldName.DATE.lowerCase().length + 2;
    named(out, StaticTable.DATE, line, nameAndBlank, line.length - 2);
  }

  /** Writes the length of a body. */
  public static void contentLength(ByteBuf out, long length) {
    integer(out, LITERAL, NAME_BITS, StaticTable.CONTENT_LENGTH);
    String digits = Long.toString(length);
    out.writeByte(digits.length());
    for (int i = 0; i < digits.length(); i++) {
      out.writeByte(digits.charAt(i));
    }
  }

  /**
   * Writes every field that was not removed and does not belong to a connection of HTTP/1.1, in
   * order.
   */
  public static void fields(ByteBuf out, HeaderBlock block) {
    for (int field = 0, count = block.count(); field < count; field++) {
      if (!block.isRemoved(field)) {
        FieldName name = block.name(field);
        if (!ConnectionFields.has(name)) {
          field(out, block, field, name);
        }
      }
    }
  }

  /** Writes field {@code field} of {@code block}. */
  public static void field(ByteBuf out, HeaderBlock block, int field, FieldName name) {
    byte[] bytes = block.bytes();
    int start = block.nameStart(field);
    int end = block.nameEnd(field);
    boolean isSecret = name == FieldName.AUTHORIZATION || name == FieldName.COOKIE;
    int kind = isSecret ? NEVER_INDEXED : LITERAL;
    // By its bytes: names that differ in an underscore only share their class.
    int entry = StaticTable.find(bytes, start, end);
    integer(out, kind, NAME_BITS, entry);
    if (entry == 0) {
      lowerCase(out, bytes, start, end);
    }
    value(out, bytes, block.valueStart(field), block.valueEnd(field));
  }

  private static void lowerCase(ByteBuf out, byte[] bytes, int start, int end) {
    integer(out, 0, LENGTH_BITS, end - start);
    for (int i = start; i < end; i++) {
      out.writeByte(Ascii.lower(bytes[i]));
    }
  }

  private static void value(ByteBuf out, byte[] bytes, int from, int to) {
    integer(out, 0, LENGTH_BITS, to - from);
    out.writeBytes(bytes, from, to - from);
  }

  /** Writes an integer behind the bits of {@code prefix} (RFC 7541 section 5.1). */
  private static void integer(ByteBuf out, int prefix, int bits, int value) {
    int most = (1 << bits) - 1;
    if (value < most) {
      out.writeByte(prefix | value);
      return;
    }
    out.writeByte(prefix | most);
    int rest = value - most;
    while (rest >= 0x80) {
      out.writeByte((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.writeByte(rest);
  }
}
