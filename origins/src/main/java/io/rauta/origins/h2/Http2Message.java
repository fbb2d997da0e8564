package io.rauta.origins.h2;

import io.rauta.origins.Field;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A whole request or response of one stream.
 *
 * @param stream its stream
 * @param fields of the head, pseudo-fields among them, in order
 * @param body its body
 * @param trailers fields behind the body
 */
@SuppressWarnings("ArrayRecordComponent") // read only, never compared
public record Http2Message(int stream, List<Field> fields, byte[] body, List<Field> trailers) {

  public Http2Message {
    fields = List.copyOf(fields);
    trailers = List.copyOf(trailers);
  }

  /** The first value of a field of the head, or an empty text. */
  public String field(String name) {
    return fields.stream()
        .filter(field -> field.name().equals(name))
        .map(Field::value)
        .findFirst()
        .orElse("");
  }

  /** The status of a response. */
  public int status() {
    return Integer.parseInt(field(":status"));
  }

  /** The body as text, one character per byte. */
  public String text() {
    return new String(body, StandardCharsets.ISO_8859_1);
  }
}
