package io.rauta.proxy.http;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * All fields of one message: flat bytes plus an index of slices, with edits recorded beside it.
 *
 * <p>Owned by one event loop and reused for the next message after {@link #clear}. Slices and
 * positions are valid until then.
 */
public final class HeaderBlock {

  /*
   * The head is kept as it came off the wire, start line included, and fields that are added are appended behind it in the
   * same form. Five ints describe a field: where its name starts and ends, where its value starts and ends, and its meta word
   * (FieldName ordinal plus flags). A field in plain form, "name: value CRLF", that follows another plain one lies right
   * behind it, so that writing the block copies long runs of bytes and looks at a field only to find where a run is broken: by
   * one that was removed or that carries surplus blanks.
   */
  private static final int STRIDE = 5;
  private static final int NAME_START = 0;
  private static final int NAME_END = 1;
  private static final int VALUE_START = 2;
  private static final int VALUE_END = 3;
  private static final int META = 4;

  private static final int NAME_MASK = 0xff;
  private static final int REMOVED = 1 << 8;
  private static final int IRREGULAR = 1 << 9;

  private static final int FIRST_BYTES = 1024;
  private static final int FIRST_FIELDS = 24;
  private static final int KEPT_BYTES = 16 * 1024;
  private static final byte[] NO_BYTES = {};
  private static final int[] NO_FIELDS = {};

  private byte[] bytes = NO_BYTES;
  private int length;
  private int[] index = NO_FIELDS;
  private int count;

  /**
   * The bytes that all positions refer to. Replaced by growth: fetch again after anything was
   * added.
   */
  public byte[] bytes() {
    return bytes;
  }

  /** How many bytes are in use. */
  public int length() {
    return length;
  }

  /** Number of fields, removed ones included; positions run from 0 to this. */
  public int count() {
    return count;
  }

  /**
   * Forgets all bytes and fields; keeps the memory, which the first message made, unless an unusual
   * one made it large.
   */
  public void clear() {
    length = 0;
    count = 0;
    if (bytes.length > KEPT_BYTES) {
      bytes = NO_BYTES;
      index = NO_FIELDS;
    }
  }

  /** Appends raw bytes without indexing them. */
  public void append(ByteBuf source, int count) {
    ensure(count);
    source.readBytes(bytes, length, count);
    length += count;
  }

  /** Appends raw bytes without indexing them; answers where they start. */
  public int append(byte[] source, int from, int count) {
    ensure(count);
    int start = length;
    System.arraycopy(source, from, bytes, start, count);
    length += count;
    return start;
  }

  /** Drops the last bytes, which a parser found not to belong to the head. */
  public void truncate(int newLength) {
    length = newLength;
  }

  /**
   * Indexes a field whose bytes are already here.
   *
   * @return the class of its name
   */
  public FieldName index(int nameStart, int nameEnd, int valueStart, int valueEnd, int lineEnd) {
    if (count * STRIDE == index.length) {
      index = Arrays.copyOf(index, Math.max(STRIDE * FIRST_FIELDS, index.length * 2));
    }
    FieldName name = FieldName.lookup(bytes, nameStart, nameEnd);
    boolean plain =
        valueStart == nameEnd + 2 && lineEnd == valueEnd + 2 && bytes[nameEnd + 1] == ' ';
    int at = count++ * STRIDE;
    index[at + NAME_START] = nameStart;
    index[at + NAME_END] = nameEnd;
    index[at + VALUE_START] = valueStart;
    index[at + VALUE_END] = valueEnd;
    index[at + META] = name.ordinal() | (plain ? 0 : IRREGULAR);
    return name;
  }

  /** The class of the name of field {@code field}. */
  public FieldName name(int field) {
    return FieldName.of(index[field * STRIDE + META] & NAME_MASK);
  }

  /** Whether field {@code field} was removed. */
  public boolean isRemoved(int field) {
    return (index[field * STRIDE + META] & REMOVED) != 0;
  }

  /** Where the name of field {@code field} starts. */
  public int nameStart(int field) {
    return index[field * STRIDE + NAME_START];
  }

  /** Where the name of field {@code field} ends. */
  public int nameEnd(int field) {
    return index[field * STRIDE + NAME_END];
  }

  /** Where the value of field {@code field} starts, blanks skipped. */
  public int valueStart(int field) {
    return index[field * STRIDE + VALUE_START];
  }

  /** Where the value of field {@code field} ends, blanks dropped. */
  public int valueEnd(int field) {
    return index[field * STRIDE + VALUE_END];
  }

  /** The value of field {@code field} as text, one char a byte. */
  public String value(int field) {
    int start = valueStart(field);
    return new String(bytes, start, valueEnd(field) - start, StandardCharsets.ISO_8859_1);
  }

  /** The name of field {@code field} as it was written. */
  public String nameText(int field) {
    int start = nameStart(field);
    return new String(bytes, start, nameEnd(field) - start, StandardCharsets.ISO_8859_1);
  }

  /** The first field of that class from position {@code from} on that was not removed, or -1. */
  public int find(FieldName name, int from) {
    for (int field = from; field < count; field++) {
      if ((index[field * STRIDE + META] & (NAME_MASK | REMOVED)) == name.ordinal()) {
        return field;
      }
    }
    return -1;
  }

  /**
   * The first field of that name from position {@code from} on that was not removed, or -1.
   *
   * @param lowerCase the name in lower case
   */
  public int find(byte[] lowerCase, int from) {
    for (int field = from; field < count; field++) {
      if (!isRemoved(field)
          && Ascii.equalsLowerCase(bytes, nameStart(field), nameEnd(field), lowerCase)) {
        return field;
      }
    }
    return -1;
  }

  /**
   * The first field of that class from position {@code from} on, removed or not, or -1. What was
   * received stands before what was added.
   */
  public int findReceived(FieldName name, int from) {
    for (int field = from; field < count; field++) {
      if ((index[field * STRIDE + META] & NAME_MASK) == name.ordinal()) {
        return field;
      }
    }
    return -1;
  }

  /** Removes field {@code field}. */
  public void remove(int field) {
    index[field * STRIDE + META] |= REMOVED;
  }

  /** Removes every field of that class. */
  public void removeAll(FieldName name) {
    for (int field = find(name, 0); field >= 0; field = find(name, field + 1)) {
      remove(field);
    }
  }

  /** Removes every field of that name, given in lower case. */
  public void removeAll(byte[] lowerCase) {
    for (int field = find(lowerCase, 0); field >= 0; field = find(lowerCase, field + 1)) {
      remove(field);
    }
  }

  /**
   * Adds a field behind all others.
   *
   * @param name a token, as it shall be written
   * @param value free of control characters and of blanks at its ends
   */
  public void add(byte[] name, byte[] value) {
    add(name, value, 0, value.length);
  }

  /** Adds a field whose value is a part of {@code source}; see {@link #add(byte[], byte[])}. */
  public void add(byte[] name, byte[] source, int from, int to) {
    FieldName ignored = add(name, 0, name.length, source, from, to);
  }

  /**
   * Adds a field whose name is a part of one array and whose value is a part of another; see {@link
   * #add(byte[], byte[])}.
   *
   * @return the class of its name
   */
  public FieldName add(
      byte[] names, int nameFrom, int nameTo, byte[] values, int valueFrom, int valueTo) {
    int valueLength = valueTo - valueFrom;
    ensure(nameTo - nameFrom + valueLength + 4);
    int nameStart = length;
    System.arraycopy(names, nameFrom, bytes, nameStart, nameTo - nameFrom);
    int nameEnd = nameStart + nameTo - nameFrom;
    bytes[nameEnd] = ':';
    bytes[nameEnd + 1] = ' ';
    int valueStart = nameEnd + 2;
    System.arraycopy(values, valueFrom, bytes, valueStart, valueLength);
    int valueEnd = valueStart + valueLength;
    bytes[valueEnd] = '\r';
    bytes[valueEnd + 1] = '\n';
    length = valueEnd + 2;
    return index(nameStart, nameEnd, valueStart, valueEnd, length);
  }

  /** Adds every field of {@code other} that was not removed. */
  public void addAll(HeaderBlock other) {
    for (int field = 0; field < other.count; field++) {
      if (!other.isRemoved(field)) {
        int start = other.nameStart(field);
        byte[] name = Arrays.copyOfRange(other.bytes, start, other.nameEnd(field));
        add(name, other.bytes, other.valueStart(field), other.valueEnd(field));
      }
    }
  }

  /** How many bytes {@link #writeTo} writes at most: a blank more for fields that came without. */
  public int maxWritten() {
    return length + count;
  }

  /** Writes every field that was not removed, each as {@code name: value CRLF}, in order. */
  public void writeTo(ByteBuf out) {
    int runStart = -1;
    int runEnd = -1;
    for (int at = 0, end = count * STRIDE; at < end; at += STRIDE) {
      int meta = index[at + META];
      boolean plain = (meta & (REMOVED | IRREGULAR)) == 0;
      int start = index[at + NAME_START];
      if (plain && start == runEnd) {
        runEnd = index[at + VALUE_END] + 2;
        continue;
      }
      if (runStart >= 0) {
        out.writeBytes(bytes, runStart, runEnd - runStart);
        runStart = -1;
        runEnd = -1;
      }
      if (plain) {
        runStart = start;
        runEnd = index[at + VALUE_END] + 2;
      } else if ((meta & REMOVED) == 0) {
        writeIrregular(out, at);
      }
    }
    if (runStart >= 0) {
      out.writeBytes(bytes, runStart, runEnd - runStart);
    }
  }

  private void writeIrregular(ByteBuf out, int at) {
    int nameStart = index[at + NAME_START];
    int valueStart = index[at + VALUE_START];
    out.writeBytes(bytes, nameStart, index[at + NAME_END] - nameStart);
    out.writeShort(':' << 8 | ' ');
    out.writeBytes(bytes, valueStart, index[at + VALUE_END] - valueStart);
    out.writeShort('\r' << 8 | '\n');
  }

  private void ensure(int more) {
    if (bytes.length - length < more) {
      int room = Math.max(FIRST_BYTES, Math.max(bytes.length * 2, length + more));
      bytes = Arrays.copyOf(bytes, room);
    }
  }

  /** The fields as text for a person who debugs; holds what clients sent, so it is never logged. */
  @Override
  public String toString() {
    return "HeaderBlock[" + count + " fields, " + length + " bytes]";
  }
}
