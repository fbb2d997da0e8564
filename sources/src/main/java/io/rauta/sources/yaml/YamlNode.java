package io.rauta.sources.yaml;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One value of a YAML or JSON document, with the line where it starts. */
public sealed interface YamlNode {

  /** Counted from 1. */
  int line();

  /** What was found, for messages: its type, and its value where that is short. */
  String description();

  /**
   * Fields in the order of the document.
   *
   * @param line where it starts
   * @param fields by name
   * @param lines where each name stands
   */
  record Mapping(int line, Map<String, YamlNode> fields, Map<String, Integer> lines)
      implements YamlNode {

    /** A field; null when it is absent. */
    public @Nullable YamlNode get(String name) {
      return fields.get(name);
    }

    /** The text of a field; empty when it is absent or anything but text. */
    public String text(String name) {
      return fields.get(name) instanceof Scalar(_, String text) ? text : "";
    }

    /** The mapping in a field; an empty one when it is absent or anything else. */
    public Mapping mapping(String name) {
      return fields.get(name) instanceof Mapping found
          ? found
          : new Mapping(line, Map.of(), Map.of());
    }

    /** The line of a field, or of the deepest of its parents that is there. */
    public int lineOf(String path) {
      int dot = path.indexOf('.');
      String name = dot < 0 ? path : path.substring(0, dot);
      if (dot >= 0 && fields.get(name) instanceof Mapping inner && !inner.fields().isEmpty()) {
        return inner.lineOf(path.substring(dot + 1));
      }
      return lines.getOrDefault(name, line);
    }

    @Override
    public String description() {
      return "an object";
    }
  }

  /** Items in order. */
  record Sequence(int line, List<YamlNode> items) implements YamlNode {
    @Override
    public String description() {
      return "a list";
    }
  }

  /**
   * A single value.
   *
   * @param line where it starts
   * @param value a String, Boolean, BigInteger, Double, or null
   */
  record Scalar(int line, @Nullable Object value) implements YamlNode {

    private static final int SHOWN = 60;

    /** Whether it says null, or nothing. */
    public boolean isNull() {
      return value == null;
    }

    @Override
    public String description() {
      if (value instanceof String text) {
        return text.length() > SHOWN
            ? "the text '" + text.substring(0, SHOWN) + "...'"
            : "the text '" + text + "'";
      }
      if (value == null) {
        return "null";
      }
      return (value instanceof Boolean ? "the truth value " : "the number ") + value;
    }
  }
}
