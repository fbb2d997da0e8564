package io.rauta.sources.rules;

import io.rauta.sources.cel.CelNull;
import io.rauta.sources.yaml.YamlNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values of documents as expressions see them. Stateless. */
final class PlainValues {

  private PlainValues() {}

  static Object of(YamlNode node) {
    return switch (node) {
      case YamlNode.Mapping mapping -> {
        Map<String, Object> fields = LinkedHashMap.newLinkedHashMap(mapping.fields().size());
        mapping.fields().forEach((name, value) -> fields.put(name, of(value)));
        yield fields;
      }
      case YamlNode.Sequence sequence -> {
        List<Object> items = new ArrayList<>(sequence.items().size());
        sequence.items().forEach(item -> items.add(of(item)));
        yield items;
      }
      case YamlNode.Scalar(_, Object value) -> scalar(value);
    };
  }

  private static Object scalar(Object value) {
    return switch (value) {
      case null -> CelNull.NULL;
      case BigInteger number when number.bitLength() < Long.SIZE -> number.longValue();
      case BigInteger number -> number.doubleValue();
      default -> value;
    };
  }
}
