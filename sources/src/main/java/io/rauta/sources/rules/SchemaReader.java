package io.rauta.sources.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads schemas from the data file. A schema that stands there once and is used often becomes one
 * object. Guarded by its owner.
 */
final class SchemaReader {

  private static final String SHARED = "$ref";

  private final List<?> shared;
  private final Map<Long, Schema> read = new HashMap<>();

  /**
   * Prepares to read.
   *
   * @param shared what numbers refer to
   */
  SchemaReader(List<?> shared) {
    this.shared = shared;
  }

  Schema read(Map<?, ?> data) {
    if (!(data.get(SHARED) instanceof Long number)) {
      return schema(data);
    }
    Schema known = read.get(number);
    if (known == null) {
      known = schema((Map<?, ?>) shared.get(number.intValue()));
      read.put(number, known);
    }
    return known;
  }

  /** The schema of a whole object, with what all kinds have. */
  Schema withMetadata(Schema kind, Map<?, ?> metadata) {
    Map<String, Schema> named = new LinkedHashMap<>(kind.fields().named());
    named.put("apiVersion", schema(Map.of()));
    named.put("kind", schema(Map.of()));
    named.put("metadata", read(metadata));
    return new Schema(
        Schema.Type.OBJECT,
        kind.facets(),
        new Schema.Fields(named, null, kind.fields().required()),
        null,
        kind.choices(),
        kind.rules(),
        null);
  }

  private Schema schema(Map<?, ?> data) {
    String type = text(data, "type");
    return new Schema(
        type.isEmpty() ? Schema.Type.ANY : Schema.Type.valueOf(constant(type)),
        facets(data),
        fields(data),
        optional(data, "items"),
        choices(data),
        rules(data),
        data.get("default"));
  }

  private static Schema.Facets facets(Map<?, ?> data) {
    String pattern = text(data, "pattern");
    String format = text(data, "format");
    return new Schema.Facets(
        List.copyOf(list(data, "enum")),
        pattern.isEmpty() ? null : new TextPattern(pattern),
        format.isEmpty() ? null : Schema.Format.valueOf(constant(format)),
        new Range(
            bound(data, Range.ANY.min(), "minimum", "minLength", "minItems", "minProperties"),
            bound(data, Range.ANY.max(), "maximum", "maxLength", "maxItems", "maxProperties")),
        uniqueness(data));
  }

  private static String constant(String name) {
    return name.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static Schema.Uniqueness uniqueness(Map<?, ?> data) {
    String type = text(data, "listType");
    return switch (type) {
      case "" -> new Schema.Uniqueness.None();
      case "set" -> new Schema.Uniqueness.Whole();
      case "map" -> new Schema.Uniqueness.Keys(texts(data, "listMapKeys"));
      default -> throw new IllegalArgumentException("listType " + type);
    };
  }

  private static long bound(Map<?, ?> data, long otherwise, String... names) {
    for (String name : names) {
      if (data.get(name) instanceof Long bound) {
        return bound;
      }
    }
    return otherwise;
  }

  private Schema.Fields fields(Map<?, ?> data) {
    Map<String, Schema> named = new LinkedHashMap<>();
    if (data.get("properties") instanceof Map<?, ?> properties) {
      properties.forEach((name, schema) -> named.put((String) name, read((Map<?, ?>) schema)));
    }
    return new Schema.Fields(
        named, optional(data, "additionalProperties"), texts(data, "required"));
  }

  private Schema.Choices choices(Map<?, ?> data) {
    Schema not = optional(data, "not");
    List<Schema> any = schemas(data, "anyOf");
    List<Schema> one = schemas(data, "oneOf");
    return not == null && any.isEmpty() && one.isEmpty()
        ? Schema.Choices.NONE
        : new Schema.Choices(any, one, not == null ? List.of() : List.of(not));
  }

  private List<Schema> schemas(Map<?, ?> data, String name) {
    List<Schema> schemas = new ArrayList<>();
    list(data, name).forEach(schema -> schemas.add(read((Map<?, ?>) schema)));
    return schemas;
  }

  private @Nullable Schema optional(Map<?, ?> data, String name) {
    return data.get(name) instanceof Map<?, ?> schema ? read(schema) : null;
  }

  private static List<Rule> rules(Map<?, ?> data) {
    List<Rule> rules = new ArrayList<>();
    for (Object rule : list(data, "rules")) {
      Map<?, ?> given = (Map<?, ?>) rule;
      rules.add(new Rule(text(given, "rule"), text(given, "message")));
    }
    return rules;
  }

  static String text(Map<?, ?> data, String name) {
    return data.get(name) instanceof String text ? text : "";
  }

  static Map<?, ?> map(Map<?, ?> data, String name) {
    return data.get(name) instanceof Map<?, ?> map ? map : Map.of();
  }

  static List<?> list(Map<?, ?> data, String name) {
    return data.get(name) instanceof List<?> list ? list : List.of();
  }

  private static List<String> texts(Map<?, ?> data, String name) {
    return list(data, name).stream().map(Objects::toString).toList();
  }
}
