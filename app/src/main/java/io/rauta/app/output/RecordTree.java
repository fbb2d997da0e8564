package io.rauta.app.output;

import io.rauta.config.filter.HeaderEdits;
import io.rauta.config.route.RequestMatch.HeaderMatch;
import io.rauta.config.route.ValueMatch;
import io.rauta.config.tls.PrivateKeyText;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns records into maps, lists and texts for a JSON writer. A record that is one of several
 * choices begins with a {@code type}; an empty {@code Optional} is left out; a map is keyed and
 * sorted by the text of its keys; a constant shows its text, or its name in lower case if it has
 * none. Secrets show what their {@code toString} shows; the values of header fields that carry
 * credentials are left out.
 */
final class RecordTree {

  private RecordTree() {}

  /** The tree of {@code value}. */
  static Object of(Object value) {
    return switch (value) {
      case HeaderEdits.Field(String name, String _) when Redaction.hides(name) ->
          record(new HeaderEdits.Field(name, Redaction.SHOWN));
      case HeaderMatch(String name, ValueMatch _) when Redaction.hides(name) ->
          record(new HeaderMatch(name, new ValueMatch.Exact(Redaction.SHOWN)));
      case PrivateKeyText secret -> secret.toString();
      case Record opened -> record(opened);
      case Map<?, ?> map -> map(map);
      case Collection<?> items -> items.stream().map(RecordTree::of).toList();
      case Number number -> number;
      case Boolean truth -> truth;
      case Enum<?> constant -> word(constant);
      case Duration duration -> duration.toString();
      default -> value.toString();
    };
  }

  private static String word(Enum<?> constant) {
    String text = constant.toString();
    return text.equals(constant.name()) ? text.toLowerCase(Locale.ROOT).replace('_', '-') : text;
  }

  private static Map<String, Object> map(Map<?, ?> map) {
    Map<String, Object> tree = new TreeMap<>();
    map.forEach((key, value) -> tree.put(String.valueOf(key), of(value)));
    return tree;
  }

  private static Object record(Record opened) {
    Map<String, Object> tree = new LinkedHashMap<>();
    if (isChoice(opened.getClass())) {
      tree.put("type", opened.getClass().getSimpleName());
    }
    for (RecordComponent component : opened.getClass().getRecordComponents()) {
      Object value = read(component, opened);
      if (value instanceof Optional<?> optional) {
        optional.ifPresent(present -> tree.put(component.getName(), of(present)));
      } else if (value != null) {
        tree.put(component.getName(), of(value));
      }
    }
    return tree;
  }

  private static boolean isChoice(Class<?> type) {
    for (Class<?> parent : type.getInterfaces()) {
      if (parent.isSealed()) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Object read(RecordComponent component, Record opened) {
    try {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true); // the record itself may be private to its package
      return accessor.invoke(opened);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(opened.getClass() + " has no readable " + component, e);
    }
  }
}
