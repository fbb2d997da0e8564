package io.rauta.sources.rules;

import io.rauta.sources.yaml.YamlNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fills in what an object leaves out, as an API server does before it validates: fields that are
 * absent or null get their default; a null without one vanishes. Stateless.
 */
final class Completion {

  private Completion() {}

  /** The completed value; the same instance if there was nothing to do. */
  static YamlNode complete(YamlNode node, @Nullable Schema schema) {
    if (schema == null) {
      return node;
    }
    if (node instanceof YamlNode.Mapping mapping) {
      return mapping(mapping, schema);
    }
    return node instanceof YamlNode.Sequence sequence ? sequence(sequence, schema) : node;
  }

  static YamlNode.Mapping mapping(YamlNode.Mapping mapping, Schema schema) {
    Map<String, YamlNode> fields = new LinkedHashMap<>();
    boolean changed = false;
    for (Map.Entry<String, YamlNode> field : mapping.fields().entrySet()) {
      Schema inner = schema.fields().get(field.getKey());
      YamlNode value = field.getValue();
      if (inner == null || !isNull(value)) {
        YamlNode complete = complete(value, inner);
        changed |= complete != value;
        fields.put(field.getKey(), complete);
      } else {
        changed = true;
        addDefault(fields, field.getKey(), inner, value.line());
      }
    }
    for (Map.Entry<String, Schema> known : schema.fields().named().entrySet()) {
      if (known.getValue().fallback() != null && !mapping.fields().containsKey(known.getKey())) {
        changed = true;
        addDefault(fields, known.getKey(), known.getValue(), mapping.line());
      }
    }
    return changed ? new YamlNode.Mapping(mapping.line(), fields, mapping.lines()) : mapping;
  }

  private static void addDefault(
      Map<String, YamlNode> fields, String name, Schema schema, int line) {
    Object fallback = schema.fallback();
    if (fallback != null) {
      fields.put(name, complete(node(fallback, line), schema));
    }
  }

  private static YamlNode sequence(YamlNode.Sequence sequence, Schema schema) {
    List<YamlNode> items = new ArrayList<>(sequence.items().size());
    boolean changed = false;
    for (YamlNode item : sequence.items()) {
      YamlNode complete = complete(item, schema.items());
      changed |= complete != item;
      items.add(complete);
    }
    return changed ? new YamlNode.Sequence(sequence.line(), items) : sequence;
  }

  private static boolean isNull(YamlNode node) {
    return node instanceof YamlNode.Scalar scalar && scalar.isNull();
  }

  private static YamlNode node(Object value, int line) {
    if (value instanceof Map<?, ?> map) {
      Map<String, YamlNode> fields = new LinkedHashMap<>();
      map.forEach((name, inner) -> fields.put((String) name, node(inner, line)));
      return new YamlNode.Mapping(line, fields, Map.of());
    }
    if (value instanceof List<?> list) {
      return new YamlNode.Sequence(line, list.stream().map(item -> node(item, line)).toList());
    }
    return new YamlNode.Scalar(
        line, value instanceof Long number ? BigInteger.valueOf(number) : value);
  }
}
