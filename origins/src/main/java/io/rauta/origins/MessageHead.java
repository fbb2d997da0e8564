package io.rauta.origins;

import java.util.List;
import java.util.Optional;

/** The start line and the field lines of one message, in order and as received. */
public record MessageHead(String startLine, List<Field> fields) {
  public MessageHead {
    fields = List.copyOf(fields);
  }

  /** All values of a field, in order; the name matches in any case. */
  public List<String> values(String name) {
    return fields.stream().filter(f -> f.name().equalsIgnoreCase(name)).map(Field::value).toList();
  }

  /** The only value of a field; throws if the field occurs more than once. */
  public Optional<String> value(String name) {
    List<String> values = values(name);
    if (values.size() > 1) {
      throw new IllegalStateException(
          "field " + name + " occurs " + values.size() + " times in " + this);
    }
    return values.stream().findFirst();
  }

  /** The method of a request. */
  public String method() {
    return part(0);
  }

  /** The request target as sent. */
  public String target() {
    return part(1);
  }

  /** The status of a response. */
  public int status() {
    return Integer.parseInt(part(1));
  }

  /** The version of a request or of a response, such as {@code HTTP/1.1}. */
  public String version() {
    return startLine.startsWith("HTTP/") ? part(0) : part(2);
  }

  private String part(int index) {
    return startLine.split(" ", 3)[index];
  }
}
