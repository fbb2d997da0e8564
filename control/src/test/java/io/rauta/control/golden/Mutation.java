package io.rauta.control.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Breaks a document at random places: fields removed or null, holes in lists, odd values. */
final class Mutation {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "*",
          "*.",
          "/",
          "//",
          "%",
          ".",
          "..",
          "\0",
          "\r\nx: y",
          "ä",
          "ⅷ",
          "{",
          "((",
          "a{1000}",
          "default",
          "other",
          "gw",
          "web",
          "http",
          "HTTP",
          "TCP",
          "UDP",
          "Same",
          "Selector",
          "All",
          "HTTPRoute",
          "Service",
          "Backend",
          "Exact",
          "PathPrefix",
          "RegularExpression",
          "::1",
          "127.0.0.1",
          "999.0.0.1",
          "0s",
          "1h",
          "IPAddress",
          "x".repeat(2000));
  private static final List<Integer> NUMBERS =
      List.of(0, 1, -1, 80, 65_535, 65_536, 1_000_001, Integer.MAX_VALUE, Integer.MIN_VALUE);

  private final Random random;

  Mutation(Random random) {
    this.random = random;
  }

  /** Changes up to three places of {@code document}, each place as likely as any other. */
  void apply(ObjectNode document) {
    int changes = random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      List<Place> places = new ArrayList<>();
      collect(document, places);
      if (!places.isEmpty()) {
        change(places.get(random.nextInt(places.size())));
      }
    }
  }

  /** A value within an object or a list. */
  private sealed interface Place {
    record Field(ObjectNode object, String name) implements Place {}

    record Element(ArrayNode array, int index) implements Place {}
  }

  private static void collect(JsonNode node, List<Place> places) {
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(
              field -> {
                places.add(new Place.Field(object, field.getKey()));
                collect(field.getValue(), places);
              });
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        places.add(new Place.Element(array, i));
        collect(array.get(i), places);
      }
    }
  }

  private void change(Place place) {
    boolean first = random.nextBoolean();
    switch (place) {
      case Place.Field(ObjectNode object, String name) when first -> object.remove(name);
      case Place.Field(ObjectNode object, String name) -> object.set(name, odd(object.get(name)));
      case Place.Element(ArrayNode array, int index) when first ->
          array.insert(
              index, random.nextBoolean() ? NODES.nullNode() : array.get(index).deepCopy());
      case Place.Element(ArrayNode array, int index) -> array.set(index, odd(array.get(index)));
    }
  }

  private JsonNode odd(JsonNode value) {
    if (random.nextInt(3) == 0) {
      return NODES.nullNode();
    }
    return switch (value.getNodeType()) {
      case STRING -> NODES.textNode(TEXTS.get(random.nextInt(TEXTS.size())));
      case NUMBER -> NODES.numberNode(NUMBERS.get(random.nextInt(NUMBERS.size())));
      case BOOLEAN -> NODES.booleanNode(random.nextBoolean());
      case ARRAY -> NODES.arrayNode();
      default -> NODES.objectNode();
    };
  }
}
