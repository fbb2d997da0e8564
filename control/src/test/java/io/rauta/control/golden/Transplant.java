package io.rauta.control.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.Set;

/**
 * Moves objects to where they have nothing in common with those of another file: namespaces,
 * classes and addresses of their own.
 */
final class Transplant {

  /** Begins the name of every namespace and class. */
  static final String PREFIX = "moved-";

  /** Where every Gateway listens. */
  static final String ADDRESS = "127.88.0.1";

  private static final ObjectMapper YAML = new YAMLMapper();
  private static final Set<String> GLOBAL = Set.of("GatewayClass", "Namespace");

  private Transplant() {}

  /** The documents of {@code yaml}, moved. */
  static String of(String yaml) throws IOException {
    StringBuilder moved = new StringBuilder();
    try (MappingIterator<JsonNode> documents = YAML.readerFor(JsonNode.class).readValues(yaml)) {
      while (documents.hasNext()) {
        if (documents.next() instanceof ObjectNode document) {
          move(document);
          moved.append(YAML.writeValueAsString(document));
        }
      }
    }
    return moved.toString();
  }

  private static void move(ObjectNode document) {
    ObjectNode metadata = document.withObjectProperty("metadata");
    if (GLOBAL.contains(document.path("kind").asText())) {
      metadata.put("name", PREFIX + metadata.path("name").asText());
    } else {
      metadata.put("namespace", metadata.path("namespace").asText("default"));
      moveNamespaces(document);
    }
    if (document.path("kind").asText().equals("Gateway")) {
      ObjectNode spec = document.withObjectProperty("spec");
      if (spec.path("gatewayClassName").isTextual()) {
        spec.put("gatewayClassName", PREFIX + spec.path("gatewayClassName").asText());
      }
      spec.putArray("addresses").addObject().put("value", ADDRESS);
    }
  }

  private static void moveNamespaces(JsonNode node) {
    if (node instanceof ObjectNode object && object.path("namespace").isTextual()) {
      object.put("namespace", PREFIX + object.path("namespace").asText());
    }
    node.forEach(Transplant::moveNamespaces);
  }
}
