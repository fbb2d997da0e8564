package io.rauta.origins.vectors;

import io.rauta.origins.MessageHead;
import java.util.List;

/** Judges the fields of a head by the words {@code has=} and {@code lacks=} of a line. */
final class FieldCheck {

  private FieldCheck() {}

  /**
   * Adds what differs: {@code has=} lists fields, each a name, or {@code name:value} for a field
   * that occurs once, {@code lacks=} names that must not occur; bars separate them.
   */
  static void compare(String line, MessageHead head, List<String> differences) {
    for (String field : list(line, "has")) {
      String name = field.split(":", 2)[0];
      List<String> values = head.values(name).stream().map(VectorClient::escaped).toList();
      boolean isThere =
          field.contains(":") ? values.equals(List.of(field.split(":", 2)[1])) : !values.isEmpty();
      if (!isThere) {
        differences.add("<%s> is not among %s of <%s>".formatted(field, values, head.startLine()));
      }
    }
    for (String name : list(line, "lacks")) {
      if (!head.values(name).isEmpty()) {
        differences.add("<%s> has %s %s".formatted(head.startLine(), name, head.values(name)));
      }
    }
  }

  private static List<String> list(String line, String name) {
    return Expectation.property(line, name)
        .map(value -> List.of(value.split("\\|", -1)))
        .orElse(List.of());
  }
}
