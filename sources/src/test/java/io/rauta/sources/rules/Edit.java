package io.rauta.sources.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One change of one place of an object.
 *
 * @param path names and indexes from the root
 * @param change what is done there
 */
record Edit(List<String> path, Change change) {

  Edit {
    path = List.copyOf(path);
  }

  /** What is done; each has a short form in text. */
  sealed interface Change {

    /** The place vanishes. */
    record Delete() implements Change {}

    /** The place gets another value, or is made. */
    record Put(@Nullable Object value) implements Change {}

    /** The place gets a text of this many characters. */
    record Fill(int length) implements Change {}

    /** The list that is there gets its last item again until it has this many. */
    record Repeat(int size) implements Change {}

    /** The object that is there gets further fields until it has this many. */
    record Widen(int size) implements Change {}
  }

  /** The text form: {@code /spec/rules/0/name = "a"}. */
  @Override
  public String toString() {
    String place =
        path.stream()
            .map(step -> "/" + step.replace("~", "~0").replace("/", "~1").replace(" ", "~2"))
            .collect(Collectors.joining());
    return place
        + " "
        + switch (change) {
          case Change.Delete() -> "delete";
          case Change.Put(Object value) -> "= " + Json.text(value);
          case Change.Fill(int length) -> "fill " + length;
          case Change.Repeat(int size) -> "repeat " + size;
          case Change.Widen(int size) -> "widen " + size;
        };
  }

  static Edit parse(String text) {
    String[] parts = text.split(" ", 3);
    List<String> path =
        Arrays.stream(parts[0].substring(1).split("/", -1))
            .map(step -> step.replace("~2", " ").replace("~1", "/").replace("~0", "~"))
            .toList();
    return new Edit(
        path,
        switch (parts[1]) {
          case "delete" -> new Change.Delete();
          case "=" -> new Change.Put(Json.parse(parts[2]));
          case "fill" -> new Change.Fill(Integer.parseInt(parts[2]));
          case "repeat" -> new Change.Repeat(Integer.parseInt(parts[2]));
          case "widen" -> new Change.Widen(Integer.parseInt(parts[2]));
          default -> throw new IllegalArgumentException(text);
        });
  }

  /** A copy of the object in which this was done; the place's parent has to be there. */
  @Nullable Object applyTo(@Nullable Object object) {
    return apply(object, path);
  }

  private @Nullable Object apply(@Nullable Object at, List<String> rest) {
    String step = rest.getFirst();
    List<String> inner = rest.subList(1, rest.size());
    switch (at) {
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((name, value) -> copy.put((String) name, value));
        if (!inner.isEmpty()) {
          copy.put(step, apply(copy.get(step), inner));
        } else if (change instanceof Change.Delete) {
          copy.remove(step);
        } else {
          copy.put(step, changed(copy.get(step)));
        }
        return copy;
      }
      case List<?> list when step.matches("[0-9]+") -> {
        List<@Nullable Object> copy = new ArrayList<>(list);
        int index = Integer.parseInt(step);
        if (index >= copy.size()) {
          copy.add(changed(null));
        } else if (!inner.isEmpty()) {
          copy.set(index, apply(copy.get(index), inner));
        } else if (change instanceof Change.Delete) {
          copy.remove(index);
        } else {
          copy.set(index, changed(copy.get(index)));
        }
        return copy;
      }
      case null, default -> {
        return at; // an earlier edit took the place away or made it something else
      }
    }
  }

  private @Nullable Object changed(@Nullable Object before) {
    return switch (change) {
      case Change.Delete() -> before;
      case Change.Put(Object value) -> value;
      case Change.Fill(int length) -> "a".repeat(length);
      case Change.Repeat(int size) -> repeated(before, size);
      case Change.Widen(int size) -> widened(before, size);
    };
  }

  private static List<@Nullable Object> repeated(@Nullable Object before, int size) {
    List<@Nullable Object> items = new ArrayList<>();
    if (before instanceof List<?> list) {
      items.addAll(list);
    }
    while (items.size() < size) {
      items.add(items.isEmpty() ? "a" : items.getLast());
    }
    return items;
  }

  private static Map<String, @Nullable Object> widened(@Nullable Object before, int size) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    if (before instanceof Map<?, ?> map) {
      map.forEach((name, value) -> fields.put((String) name, value));
    }
    for (int i = fields.size(); fields.size() < size; i++) {
      fields.put("key" + i, "value");
    }
    return fields;
  }
}
