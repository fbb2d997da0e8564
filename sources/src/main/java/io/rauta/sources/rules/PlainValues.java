package io.rauta.sources.rules;

import io.rauta.sources.cel.CelNull;
import io.rauta.sources.yaml.YamlNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of documents as expressions see them. Stateless. */
final class PlainValues {

  private PlainValues() {}

  static Object of(YamlNode node) {
    if (node instanceof YamlNode.Mapping mapping) {
      Map<String, Object> fields = LinkedHashMap.newLinkedHashMap(mapping.fields().size());
      mapping.fields().forEach((name, value) -> fields.put(name, of(value)));
      return fields;
    }
    if (node instanceof YamlNode.Sequence sequence) {
      List<Object> items = new ArrayList<>(sequence.items().size());
      sequence.items().forEach(item -> items.add(of(item)));
      return items;
    }
    return scalar(((YamlNode.Scalar) node).value());
  }

  private static Object scalar(@Nullable Object value) {
    if (value instanceof BigInteger number) {
      return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number.doubleValue();
    }
    return value == null ? CelNull.NULL : value;
  }
}
