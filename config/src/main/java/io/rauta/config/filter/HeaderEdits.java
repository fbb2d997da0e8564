package io.rauta.config.filter;

import java.util.List;

/**
 * Changes to the fields of a message, applied in the order set, add, remove.
 *
 * @param set replaces every field of that name by one
 * @param add adds a field behind those of that name
 * @param remove names to remove, in lower case
 */
public record HeaderEdits(List<Field> set, List<Field> add, List<String> remove) {
  public HeaderEdits {
    set = List.copyOf(set);
    add = List.copyOf(add);
    remove = List.copyOf(remove);
  }

  /**
   * One field.
   *
   * @param name as written, a token of RFC 9110 section 5.6.2
   * @param value as written, without control characters and without blanks at its ends
   */
  public record Field(String name, String value) {}
}
