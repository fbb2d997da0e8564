package io.rauta.proxy.filter;

import io.rauta.config.filter.HeaderEdits;
import io.rauta.proxy.http.Ascii;
import io.rauta.proxy.http.FieldName;
import io.rauta.proxy.http.HeaderBlock;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;

/**
 * Compiled {@link HeaderEdits}: applies them with bytes that were encoded once, text as UTF-8.
 * Immutable; shared by all workers.
 *
 * <p>Edits of fields that frame a message, steer its connection or say where it goes are dropped
 * when compiled, and so are those that cannot be written as one field line: a broken edit cannot
 * break a message.
 */
public final class HeaderEditor {

  private final Field[] set;
  private final Field[] add;
  private final byte[][] remove;

  public HeaderEditor(HeaderEdits edits) {
    set = fields(edits.set(), HeaderEditor::isSettable);
    add = fields(edits.add(), field -> isEditable(field.name));
    remove =
        edits.remove().stream()
            .map(HeaderEditor::encode)
            .filter(HeaderEditor::isEditable)
            .map(HeaderEditor::lowerCase)
            .toArray(byte[][]::new);
  }

  /** Sets, adds and removes, in this order. */
  public void apply(HeaderBlock block) {
    for (Field field : set) {
      block.removeAll(field.lowerCase);
      block.add(field.name, field.value);
    }
    for (Field field : add) {
      block.add(field.name, field.value);
    }
    for (byte[] name : remove) {
      block.removeAll(name);
    }
  }

  private static Field[] fields(List<HeaderEdits.Field> fields, Predicate<Field> allowed) {
    return fields.stream()
        .map(field -> new Field(encode(field.name()), encode(field.value().trim())))
        .filter(field -> allowed.test(field) && isFieldValue(field.value))
        .toArray(Field[]::new);
  }

  private static byte[] encode(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] lowerCase(byte[] name) {
    byte[] lower = name.clone();
    for (int i = 0; i < lower.length; i++) {
      lower[i] = Ascii.lower(lower[i]);
    }
    return lower;
  }

  /** One host may be set in place of another, but never added or removed. */
  private static boolean isSettable(Field field) {
    return isEditable(field.name)
        || (FieldName.lookup(field.name, 0, field.name.length) == FieldName.HOST
            && isHost(field.value));
  }

  private static boolean isHost(byte[] value) {
    for (byte b : value) {
      boolean isNameByte = Ascii.isToken(b) || b == ':' || b == '[' || b == ']';
      if (!isNameByte) {
        return false;
      }
    }
    return value.length > 0;
  }

  private static boolean isEditable(byte[] name) {
    return Ascii.isToken(name, 0, name.length)
        && switch (FieldName.lookup(name, 0, name.length)) {
          case HOST,
              CONTENT_LENGTH,
              TRANSFER_ENCODING,
              CONNECTION,
              KEEP_ALIVE,
              PROXY_CONNECTION,
              TE,
              TRAILER,
              UPGRADE,
              HTTP2_SETTINGS ->
              false;
          default -> true;
        };
  }

  /** RFC 9110 section 5.5: no control characters but the tab. */
  private static boolean isFieldValue(byte[] value) {
    for (byte b : value) {
      if ((b >= 0 && b < ' ' && b != '\t') || b == 0x7f) {
        return false;
      }
    }
    return true;
  }

  private static final class Field {
    private final byte[] name;
    private final byte[] lowerCase;
    private final byte[] value;

    Field(byte[] name, byte[] value) {
      this.name = name;
      this.lowerCase = HeaderEditor.lowerCase(name);
      this.value = value;
    }
  }
}
