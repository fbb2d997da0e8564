package io.rauta.app.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Writes records as JSON that people can read. Loaded when a page first needs it. */
public final class Json {

  private static final ObjectWriter WRITER =
      JsonMapper.builder().build().writerWithDefaultPrettyPrinter();

  private Json() {}

  /** The document that shows {@code value}: records, sealed choices of records, lists and maps. */
  public static String write(Object value) {
    try {
      return WRITER.writeValueAsString(RecordTree.of(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written as JSON", e);
    }
  }
}
