package io.rauta.sources.rules;

import io.rauta.sources.yaml.YamlComposer;
import io.rauta.sources.yaml.YamlNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** JSON text, and values of the JDK: maps, lists, text, numbers, truth values and null. */
final class Json {

  private Json() {}

  static YamlNode.Mapping node(@Nullable Object value) {
    return (YamlNode.Mapping) documents(text(value)).getFirst();
  }

  static List<YamlNode> documents(String text) {
    return switch (YamlComposer.compose(text.getBytes(StandardCharsets.UTF_8))) {
      case YamlComposer.Documents(List<YamlNode> roots) -> roots;
      case YamlComposer.Malformed(int line, String message) ->
          throw new IllegalArgumentException(line + ": " + message + " in " + text);
    };
  }

  static @Nullable Object value(YamlNode node) {
    return switch (node) {
      case YamlNode.Mapping mapping -> {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        mapping.fields().forEach((name, inner) -> fields.put(name, value(inner)));
        yield fields;
      }
      case YamlNode.Sequence sequence -> {
        List<@Nullable Object> items = new ArrayList<>();
        sequence.items().forEach(item -> items.add(value(item)));
        yield items;
      }
      case YamlNode.Scalar(_, BigInteger number) when number.bitLength() < Long.SIZE ->
          number.longValue();
      case YamlNode.Scalar(_, Object value) -> value;
    };
  }

  /** Reads one value, which need be no object. */
  static @Nullable Object parse(String text) {
    return value(((YamlNode.Sequence) documents("[" + text + "]").getFirst()).items().getFirst());
  }

  static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case String text -> quoted(text);
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(field -> quoted((String) field.getKey()) + ": " + text(field.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      case List<?> list ->
          list.stream().map(Json::text).collect(Collectors.joining(", ", "[", "]"));
      default -> value.toString();
    };
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
