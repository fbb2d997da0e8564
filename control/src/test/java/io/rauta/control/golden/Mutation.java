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

  /** Changes a few places of {@code document}. */
  void apply(ObjectNode document) {
    int changes = random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      change(document);
    }
  }

  private void change(JsonNode node) {
    if (node instanceof ObjectNode object && !object.isEmpty()) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      String name = names.get(random.nextInt(names.size()));
      JsonNode value = object.get(name);
      if (value.isContainerNode() && random.nextInt(8) != 0) {
        change(value);
      } else if (random.nextBoolean()) {
        object.remove(name);
      } else {
        object.set(name, odd(value));
      }
    } else if (node instanceof ArrayNode array && !array.isEmpty()) {
      int index = random.nextInt(array.size());
      JsonNode value = array.get(index);
      if (value.isContainerNode() && random.nextInt(4) != 0) {
        change(value);
      } else if (random.nextBoolean()) {
        array.insert(index, random.nextBoolean() ? NODES.nullNode() : value.deepCopy());
      } else {
        array.set(index, odd(value));
      }
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
