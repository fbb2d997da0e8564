package io.rauta.sources.rules;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What may stand in one place, as a CustomResourceDefinition says it.
 *
 * @param type of the value
 * @param facets limits of the value
 * @param fields if it is an object
 * @param items what each item is, if it is a list; null if nothing is said
 * @param choices further schemas
 * @param rules expressions
 * @param fallback what stands here if nothing does; null for nothing
 */
record Schema(
    Type type,
    Facets facets,
    Fields fields,
    @Nullable Schema items,
    Choices choices,
    List<Rule> rules,
    @Nullable Object fallback) {

  Schema {
    rules = List.copyOf(rules);
  }

  /** Types of values. */
  enum Type {
    ANY("any value"),
    OBJECT("an object"),
    ARRAY("a list"),
    STRING("text"),
    INTEGER("an integer"),
    BOOLEAN("true or false");

    private final String description;

    Type(String description) {
      this.description = description;
    }

    /** For messages. */
    String description() {
      return description;
    }
  }

  /** Forms of text. */
  enum Format {
    IPV4("an IPv4 address"),
    IPV6("an IPv6 address"),
    DATE_TIME("a time such as 2026-01-31T09:30:00Z");

    private final String description;

    Format(String description) {
      this.description = description;
    }

    /** For messages. */
    String description() {
      return description;
    }
  }

  /** What makes items of a list different. */
  sealed interface Uniqueness {
    /** They may be equal. */
    record None() implements Uniqueness {}

    /** Their whole value. */
    record Whole() implements Uniqueness {}

    /** The values of these fields together. */
    record Keys(List<String> fields) implements Uniqueness {
      public Keys {
        fields = List.copyOf(fields);
      }
    }
  }

  /**
   * Limits of a value. Those that do not apply to a value's type say nothing about it.
   *
   * @param values all that may stand here; empty for any
   * @param pattern of text; null for any
   * @param format of text; null for any
   * @param range of a number, of the length of a text, or of the size of a list or object
   * @param uniqueness of items
   */
  record Facets(
      List<Object> values,
      @Nullable TextPattern pattern,
      @Nullable Format format,
      Range range,
      Uniqueness uniqueness) {
    Facets {
      values = List.copyOf(values);
    }
  }

  /**
   * Fields of an object.
   *
   * @param named by name
   * @param others what fields of any other name are; null if there may be none
   * @param required names that must be there
   */
  record Fields(Map<String, Schema> named, @Nullable Schema others, List<String> required) {
    static final Fields NONE = new Fields(Map.of(), null, List.of());

    Fields {
      named = Map.copyOf(named);
      required = List.copyOf(required);
    }

    /** What a field is; null if it is not known. */
    @Nullable Schema get(String name) {
      Schema schema = named.get(name);
      return schema == null ? others : schema;
    }
  }

  /**
   * Schemas that a value has to fit as well.
   *
   * @param any at least one of them; empty for no demand
   * @param one exactly one of them; empty for no demand
   * @param not none of them
   */
  record Choices(List<Schema> any, List<Schema> one, List<Schema> not) {
    static final Choices NONE = new Choices(List.of(), List.of(), List.of());

    Choices {
      any = List.copyOf(any);
      one = List.copyOf(one);
      not = List.copyOf(not);
    }
  }
}
