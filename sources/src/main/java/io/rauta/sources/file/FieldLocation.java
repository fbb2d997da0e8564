package io.rauta.sources.file;

import java.util.List;

/**
 * Where a field stands.
 *
 * @param field its full name, with indexes
 * @param line where its name stands
 * @param node its value, or what would hold it
 */
record FieldLocation(String field, int line, YamlNode node) {

  /** The deepest field on the way along {@code steps} that is there. */
  static FieldLocation of(YamlNode.Mapping root, List<String> steps) {
    FieldLocation at = new FieldLocation("", root.line(), root);
    for (String step : steps) {
      FieldLocation next = at.inner(step);
      if (next.field().equals(at.field())) {
        return at;
      }
      at = next;
    }
    return at;
  }

  private FieldLocation inner(String step) {
    return switch (node) {
      case YamlNode.Sequence(_, List<YamlNode> items) -> {
        YamlNode item = items.get(Integer.parseInt(step));
        yield new FieldLocation(field + "[" + step + "]", item.line(), item);
      }
      case YamlNode.Mapping mapping -> {
        YamlNode value = mapping.get(step);
        yield value == null
            ? this
            : new FieldLocation(
                field.isEmpty() ? step : field + "." + step,
                mapping.lines().getOrDefault(step, value.line()),
                value);
      }
      case YamlNode.Scalar _ -> this;
    };
  }
}
