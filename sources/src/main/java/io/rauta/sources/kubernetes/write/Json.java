package io.rauta.sources.kubernetes.write;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values of JSON: maps, lists, strings, numbers. What is read is never changed. */
final class Json {

  private Json() {}

  /** A number as a reader of JSON makes it, so that equal ones are equal. */
  static Number number(long value) {
    if (value == (int) value) {
      return (int) value;
    }
    return value;
  }

  /** The objects of a list; none where there is no list. */
  static List<Map<String, Object>> objects(@Nullable Object value) {
    List<Map<String, Object>> objects = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (Object element : list) {
        objects.add(object(element));
      }
    }
    return objects;
  }

  /** An object; one without fields where there is none. */
  @SuppressWarnings("unchecked") // the keys of an object of JSON are strings
  static Map<String, Object> object(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  /** A text; empty where there is none. */
  static String text(@Nullable Object value) {
    return value instanceof String text ? text : "";
  }

  /** Those fields of {@code wanted} that {@code present} has not, or not so. */
  static Map<String, Object> difference(Map<String, Object> present, Map<String, Object> wanted) {
    Map<String, Object> difference = new LinkedHashMap<>();
    wanted.forEach(
        (name, value) -> {
          if (!value.equals(present.get(name))) {
            difference.put(name, value);
          }
        });
    return difference;
  }

  static void putIfPresent(Map<String, Object> object, String name, Optional<?> value) {
    value.ifPresent(present -> object.put(name, present));
  }
}
