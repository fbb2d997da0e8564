package io.rauta.sources.rules;

import io.rauta.sources.yaml.Place;
import io.rauta.sources.yaml.YamlNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares a completed value with its schema, expressions aside. Used by one thread. */
final class SchemaCheck {

  /** What to do with a field that a schema with fields does not name. */
  enum UnknownFields {
    REFUSED,
    IGNORED
  }

  private final Findings findings;
  private final UnknownFields unknownFields;

  SchemaCheck(Findings findings, UnknownFields unknownFields) {
    this.findings = findings;
    this.unknownFields = unknownFields;
  }

  void check(YamlNode node, Schema schema, Place at) {
    if (!hasType(node, schema.type())) {
      findings.add(
          Findings.Weight.BLOCKING,
          at,
          "is " + node.description(),
          allowed(schema) + " is allowed");
      return;
    }
    if (node instanceof YamlNode.Mapping mapping) {
      object(mapping, schema, at);
    } else if (node instanceof YamlNode.Sequence sequence) {
      list(sequence, schema, at);
    } else if (node instanceof YamlNode.Scalar(_, Object value)) {
      scalar(value, schema.facets(), at);
    }
    if (schema.choices() != Schema.Choices.NONE) {
      new ChoiceCheck(findings).check(node, schema.choices(), at);
    }
  }

  private static String allowed(Schema schema) {
    Range range = schema.facets().range();
    return schema.type() == Schema.Type.INTEGER && !range.equals(Range.ANY)
        ? schema.type().description() + " " + range
        : schema.type().description();
  }

  private static boolean hasType(YamlNode node, Schema.Type type) {
    return switch (type) {
      case ANY -> true;
      case OBJECT -> node instanceof YamlNode.Mapping;
      case ARRAY -> node instanceof YamlNode.Sequence;
      case STRING -> node instanceof YamlNode.Scalar(_, String _);
      case INTEGER -> node instanceof YamlNode.Scalar(_, BigInteger _);
      case BOOLEAN -> node instanceof YamlNode.Scalar(_, Boolean _);
    };
  }

  private void object(YamlNode.Mapping mapping, Schema schema, Place at) {
    size(mapping.fields().size(), schema.facets().range(), "fields", at);
    for (String required : schema.fields().required()) {
      if (mapping.get(required) == null) {
        findings.add(Findings.Weight.BLOCKING, at.field(required, mapping), "is missing", "");
      }
    }
    mapping.fields().forEach((name, value) -> field(name, value, mapping, schema, at));
  }

  private void field(
      String name, YamlNode value, YamlNode.Mapping mapping, Schema schema, Place at) {
    Schema.Fields fields = schema.fields();
    Schema inner = fields.get(name);
    if (inner != null) {
      check(value, inner, at.field(name, mapping));
    } else if (unknownFields == UnknownFields.REFUSED && hasListedFields(schema)) {
      String advice =
          NearestName.to(name, fields.named().keySet())
              .map(near -> "did you mean " + near + "?")
              .orElseGet(
                  () ->
                      fields.named().keySet().stream()
                          .sorted()
                          .collect(Collectors.joining(", ", "allowed: ", "")));
      findings.add(at.field(name, mapping), "is not a known field", advice);
    }
  }

  private static boolean hasListedFields(Schema schema) {
    return schema.type() == Schema.Type.OBJECT || !schema.fields().named().isEmpty();
  }

  private void list(YamlNode.Sequence sequence, Schema schema, Place at) {
    List<YamlNode> items = sequence.items();
    size(items.size(), schema.facets().range(), "items", at);
    Schema inner = schema.items();
    Map<Object, Integer> seen = new HashMap<>();
    for (int i = 0; i < items.size(); i++) {
      YamlNode item = items.get(i);
      Place place = at.item(i, item);
      Object key = key(item, schema.facets().uniqueness());
      Integer first = key == null ? null : seen.putIfAbsent(key, i);
      if (first != null) {
        findings.add(place, "repeats item " + first, different(schema.facets().uniqueness()));
      }
      if (inner != null) {
        check(item, inner, place);
      }
    }
  }

  private static @Nullable Object key(YamlNode item, Schema.Uniqueness uniqueness) {
    if (!(uniqueness instanceof Schema.Uniqueness.Keys(List<String> fields))) {
      return uniqueness instanceof Schema.Uniqueness.Whole ? PlainValues.of(item) : null;
    }
    List<Object> key = new ArrayList<>(fields.size());
    for (String field : fields) {
      YamlNode value = item instanceof YamlNode.Mapping mapping ? mapping.get(field) : null;
      key.add(value == null ? List.of() : List.of(PlainValues.of(value)));
    }
    return key;
  }

  private static String different(Schema.Uniqueness uniqueness) {
    return switch (uniqueness) {
      case Schema.Uniqueness.None(), Schema.Uniqueness.Whole() -> "each item may stand once";
      case Schema.Uniqueness.Keys(List<String> fields) ->
          "each item needs its own " + String.join(" and ", fields);
    };
  }

  private void size(int size, Range range, String what, Place at) {
    if (!range.contains(size)) {
      Findings.Weight weight =
          size > range.max() ? Findings.Weight.BLOCKING : Findings.Weight.HARMLESS;
      findings.add(weight, at, "has " + size + " " + what, "allowed: " + range);
    }
  }

  private void scalar(@Nullable Object value, Schema.Facets facets, Place at) {
    if (value instanceof String text) {
      text(text, facets, at);
    } else if (value instanceof BigInteger number
        && (number.bitLength() >= Long.SIZE || !facets.range().contains(number.longValue()))) {
      findings.add(at, "is the number " + number, "an integer " + facets.range() + " is allowed");
    }
    if (!facets.values().isEmpty() && !isOneOf(value, facets.values())) {
      String allowed =
          facets.values().stream().map(String::valueOf).collect(Collectors.joining(", "));
      findings.add(at, "is " + quoted(value), "allowed: " + allowed);
    }
  }

  private static boolean isOneOf(@Nullable Object value, List<Object> values) {
    return value != null
        && values.contains(value instanceof BigInteger number ? number.longValue() : value);
  }

  private void text(String text, Schema.Facets facets, Place at) {
    int length = text.codePointCount(0, text.length());
    TextPattern pattern = facets.pattern();
    Schema.Format format = facets.format();
    if (!facets.range().contains(length)) {
      boolean tooLong = length > facets.range().max();
      findings.add(
          tooLong ? Findings.Weight.BLOCKING : Findings.Weight.HARMLESS,
          at,
          text.isEmpty() ? "is empty" : "is " + length + " characters long",
          "allowed: " + facets.range() + " characters");
      if (tooLong || text.isEmpty()) {
        return;
      }
    }
    if (pattern != null && !pattern.isIn(text)) {
      findings.add(at, "is " + quoted(text), "allowed: text that matches " + pattern);
    }
    if (format != null && !Formats.has(text, format)) {
      findings.add(at, "is " + quoted(text), format.description() + " is allowed");
    }
  }

  private static String quoted(@Nullable Object value) {
    return value instanceof String text
        ? new YamlNode.Scalar(0, text).description().replaceFirst("^the text ", "")
        : String.valueOf(value);
  }
}
