package io.rauta.sources.cel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Ways of looking at each item of a list, or each key of a map. */
enum CelMacro {
  ALL("all"),
  EXISTS("exists"),
  EXISTS_ONE("exists_one"),
  FILTER("filter"),
  MAP("map");

  private final String text;

  CelMacro(String text) {
    this.text = text;
  }

  static Optional<CelMacro> of(String name) {
    return Arrays.stream(values()).filter(macro -> macro.text.equals(name)).findFirst();
  }

  /** What all items together come to, when {@code body} is asked about each. */
  Object apply(Collection<?> items, Function<Object, Object> body) {
    return switch (this) {
      case ALL -> decided(items, body, false);
      case EXISTS -> decided(items, body, true);
      case EXISTS_ONE -> filtered(items, body).size() == 1;
      case FILTER -> filtered(items, body);
      case MAP -> mapped(items, body);
    };
  }

  /** One item alone may decide, whatever the others come to, even an error. */
  private static boolean decided(
      Collection<?> items, Function<Object, Object> body, boolean decisive) {
    CelFailure failure = null;
    for (Object item : items) {
      try {
        if (CelValues.truth(body.apply(item)) == decisive) {
          return decisive;
        }
      } catch (CelFailure e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
    return !decisive;
  }

  private static List<Object> filtered(Collection<?> items, Function<Object, Object> body) {
    List<Object> kept = new ArrayList<>();
    for (Object item : items) {
      if (CelValues.truth(body.apply(item))) {
        kept.add(item);
      }
    }
    return kept;
  }

  private static List<Object> mapped(Collection<?> items, Function<Object, Object> body) {
    List<Object> made = new ArrayList<>(items.size());
    for (Object item : items) {
      made.add(body.apply(item));
    }
    return made;
  }
}
