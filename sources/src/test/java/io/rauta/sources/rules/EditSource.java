package io.rauta.sources.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Thinks of edits that an object's schema makes interesting: values at and beyond every limit,
 * fields that are missing, of another type, unknown, or that go badly with others.
 */
final class EditSource {

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "a",
          "A",
          "a.example.com",
          "*.example.com",
          "*",
          "a..b",
          "-a",
          "a_b",
          "a b",
          "/",
          "/a",
          "a/",
          "//",
          "/a/../b",
          "/a/.",
          "/%2f",
          "/a#b",
          "/%zz",
          "/a?b",
          "http://a.example",
          "https://*.a.example:443",
          "10.0.0.1",
          "10.0.0.256",
          "010.0.0.1",
          "::1",
          "::ffff:10.0.0.1",
          "fe80::1%eth0",
          "10s",
          "1h30m",
          "0s",
          "1.5s",
          "100000s",
          "1d",
          "GET",
          "get",
          "HTTP",
          "HTTPS",
          "TLS",
          "TCP",
          "UDP",
          "Exact",
          "PathPrefix",
          "RegularExpression",
          "Terminate",
          "Passthrough",
          "Hostname",
          "IPAddress",
          "URI",
          "System",
          "Service",
          "Gateway",
          "RequestRedirect",
          "URLRewrite",
          "RequestMirror",
          "CORS",
          "ExtensionRef",
          "ReplaceFullPath",
          "ReplacePrefixMatch",
          "Same",
          "Selector",
          "example.com/a",
          "example.com/a/b",
          "a/b/c",
          "\u00e4\u00f6",
          "\ud83d\ude00",
          "\u0000",
          "2026-01-31T09:30:00Z",
          "2026-01-31");
  private static final Set<String> IDENTITY = Set.of("apiVersion", "kind", "status");

  /** What the request says, too. */
  private static final Set<List<String>> NOT_ADDED =
      Set.of(List.of("apiVersion"), List.of("kind"), List.of("metadata", "namespace"));

  private final List<Edit> edits = new ArrayList<>();
  private final Random random;

  private EditSource(long seed) {
    random = new Random(seed);
  }

  /** All edits of an object, in random order. */
  static List<Edit> of(Object object, Schema schema, long seed) {
    EditSource source = new EditSource(seed);
    source.visit(object, schema, List.of());
    Collections.shuffle(source.edits, source.random);
    return source.edits;
  }

  private void visit(@Nullable Object value, Schema schema, List<String> path) {
    if (!path.isEmpty()) {
      anywhere(schema, path);
    }
    switch (value) {
      case Map<?, ?> map -> object(map, schema, path);
      case List<?> list -> list(list, schema, path);
      case String _ -> text(schema, path);
      case Long _ -> number(schema, path);
      case null, default -> {}
    }
  }

  private void anywhere(Schema schema, List<String> path) {
    add(path, new Edit.Change.Delete());
    for (Object value : List.of(true, 1L, 1.5, "text", List.of(), Map.of())) {
      if (random.nextInt(3) == 0) {
        put(path, value);
      }
    }
    put(path, null);
    schema.facets().values().forEach(allowed -> put(path, allowed));
  }

  private void object(Map<?, ?> map, Schema schema, List<String> path) {
    long max = schema.facets().range().max();
    if (max < Long.MAX_VALUE) {
      add(path, new Edit.Change.Widen((int) max));
      add(path, new Edit.Change.Widen((int) max + 1));
    }
    put(with(path, "unknown"), "x");
    if (schema.fields().others() != null) {
      for (String key : List.of("", "a b", "example.com/a/b", "-a", "A.b_c", "a".repeat(64))) {
        put(with(path, key), "x");
      }
    }
    schema
        .fields()
        .named()
        .forEach(
            (name, inner) -> {
              List<String> place = with(path, name);
              if (!map.containsKey(name) && !NOT_ADDED.contains(place)) {
                put(place, sample(inner));
              }
            });
    for (Map.Entry<?, ?> field : map.entrySet()) {
      String name = (String) field.getKey();
      Schema inner = schema.fields().get(name);
      if (inner != null && !(path.isEmpty() && IDENTITY.contains(name))) {
        visit(field.getValue(), inner, with(path, name));
      }
    }
  }

  private void list(List<?> list, Schema schema, List<String> path) {
    Range range = schema.facets().range();
    if (range.max() < Long.MAX_VALUE) {
      add(path, new Edit.Change.Repeat((int) range.max()));
      add(path, new Edit.Change.Repeat((int) range.max() + 1));
    }
    put(path, List.of());
    Schema inner = schema.items();
    for (int i = 0; inner != null && i < list.size(); i++) {
      put(with(path, String.valueOf(list.size())), list.get(i));
      visit(list.get(i), inner, with(path, String.valueOf(i)));
    }
    if (inner != null) {
      put(with(path, String.valueOf(list.size())), sample(inner));
      put(with(path, String.valueOf(list.size())), null);
    }
  }

  private void text(Schema schema, List<String> path) {
    Range range = schema.facets().range();
    if (range.max() < Long.MAX_VALUE) {
      add(path, new Edit.Change.Fill((int) range.max()));
      add(path, new Edit.Change.Fill((int) range.max() + 1));
    }
    for (String text : TEXTS) {
      if (random.nextInt(6) == 0) {
        put(path, text);
      }
    }
    put(path, "");
  }

  private void number(Schema schema, List<String> path) {
    Range range = schema.facets().range();
    for (long number : new long[] {range.min(), range.max()}) {
      if (number != Range.ANY.min() && number != Range.ANY.max()) {
        put(path, number - 1);
        put(path, number);
        put(path, number + 1);
      }
    }
    put(path, 1e20);
    put(path, 80.5);
  }

  /** A small value that a schema allows, if it is easily found. */
  private @Nullable Object sample(Schema schema) {
    if (!schema.facets().values().isEmpty()) {
      List<Object> values = schema.facets().values();
      return values.get(random.nextInt(values.size()));
    }
    return switch (schema.type()) {
      case STRING ->
          TEXTS.stream()
              .filter(text -> schema.facets().range().contains(text.length()))
              .filter(text -> fits(text, schema.facets().pattern()))
              .filter(text -> !text.isBlank())
              .findFirst()
              .orElse("a");
      case INTEGER -> Math.max(1, schema.facets().range().min());
      case BOOLEAN -> random.nextBoolean();
      case ARRAY -> schema.items() == null ? List.of() : list(sample(schema.items()));
      case OBJECT, ANY -> object(schema);
    };
  }

  private static List<@Nullable Object> list(@Nullable Object item) {
    List<@Nullable Object> list = new ArrayList<>();
    list.add(item);
    return list;
  }

  private static boolean fits(String text, @Nullable TextPattern pattern) {
    return pattern == null || pattern.isIn(text);
  }

  private Map<String, @Nullable Object> object(Schema schema) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    schema
        .fields()
        .named()
        .forEach(
            (name, inner) -> {
              if (schema.fields().required().contains(name) || random.nextInt(3) == 0) {
                fields.put(name, sample(inner));
              }
            });
    return fields;
  }

  private static List<String> with(List<String> path, String step) {
    List<String> longer = new ArrayList<>(path);
    longer.add(step);
    return longer;
  }

  private void put(List<String> path, @Nullable Object value) {
    add(path, new Edit.Change.Put(value));
  }

  private void add(List<String> path, Edit.Change change) {
    edits.add(new Edit(path, change));
  }
}
