package io.rauta.sources.file;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Secret;
import io.rauta.sources.yaml.Place;
import io.rauta.sources.yaml.YamlNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Converts one document to the API's classes. Types are taken as written, as an API server does: a
 * number is no text, a text no number; an absent field and one with null mean the same; a field
 * that the class does not have is left out. It stands in for a JSON library because the first
 * conversion by one takes most of the time in which a gateway has to be ready. Used for one
 * document.
 */
final class ModelBinder {

  /** Takes what is wrong with a document. */
  interface Findings {
    /** One field at a time. */
    void add(String field, int line, String message);
  }

  /** Fields that every document has or may have, and that are read before or not at all. */
  private static final Set<String> NOT_BOUND = Set.of("apiVersion", "kind", "status");

  private static final BigInteger MIN_INT = BigInteger.valueOf(Integer.MIN_VALUE);
  private static final BigInteger MAX_INT = BigInteger.valueOf(Integer.MAX_VALUE);
  private static final String INTEGER = "an integer from " + MIN_INT + " to " + MAX_INT;
  private static final BigInteger MAX_PORT = BigInteger.valueOf(65_535);
  private static final String PORT = "an integer from 1 to " + MAX_PORT;

  private final Findings findings;
  private boolean secret;

  ModelBinder(Findings findings) {
    this.findings = findings;
  }

  /** The document as an object; incomplete if there were findings. */
  HasMetadata bind(YamlNode.Mapping document, Class<? extends HasMetadata> model) {
    secret = model == Secret.class;
    return model.cast(object(Shape.of(model), document, Place.root(document)));
  }

  private Object object(Shape shape, YamlNode.Mapping mapping, Place at) {
    Map<String, Object> values = new LinkedHashMap<>();
    mapping
        .fields()
        .forEach(
            (name, node) -> {
              if (!isNull(node) && !isSkipped(shape, name, at)) {
                Place field = at.field(name, mapping);
                property(shape, name, node, field).ifPresent(value -> values.put(name, value));
              }
            });
    return shape.create(values);
  }

  private static boolean isSkipped(Shape shape, String name, Place at) {
    return (at.isRoot() && NOT_BOUND.contains(name))
        || (shape.type() == ObjectMeta.class && name.equals("managedFields"));
  }

  private Optional<Object> property(Shape shape, String name, YamlNode node, Place at) {
    Type type = shape.properties().get(name);
    return type == null ? Optional.empty() : value(type, node, at);
  }

  private Optional<Object> value(Type type, YamlNode node, Place at) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      return generic.getRawType() == List.class
          ? list(arguments[0], node, at)
          : map(arguments[1], node, at);
    }
    if (type == String.class) {
      return node instanceof YamlNode.Scalar(_, String text)
          ? Optional.of(text)
          : wrong(node, at, "text");
    }
    if (type == Integer.class || type == int.class) {
      return isPort(at) ? port(node, at) : integer(node, at);
    }
    if (type == Long.class || type == long.class) {
      return node instanceof YamlNode.Scalar(_, BigInteger number) && number.bitLength() < Long.SIZE
          ? Optional.of(number.longValue())
          : wrong(node, at, "an integer");
    }
    if (type == Boolean.class || type == boolean.class) {
      return node instanceof YamlNode.Scalar(_, Boolean truth)
          ? Optional.of(truth)
          : wrong(node, at, "true or false");
    }
    if (type == IntOrString.class) {
      return intOrString(node, at);
    }
    return node instanceof YamlNode.Mapping mapping
        ? Optional.of(object(Shape.of((Class<?>) type), mapping, at))
        : wrong(node, at, "an object");
  }

  private Optional<Object> integer(YamlNode node, Place at) {
    return node instanceof YamlNode.Scalar(_, BigInteger number) && fits(number)
        ? Optional.of(number.intValue())
        : wrong(node, at, INTEGER);
  }

  private Optional<Object> port(YamlNode node, Place at) {
    boolean valid =
        node instanceof YamlNode.Scalar(_, BigInteger number)
            && number.signum() > 0
            && number.compareTo(MAX_PORT) <= 0;
    return valid ? integer(node, at) : wrong(node, at, PORT);
  }

  /** Whether this is a field {@code port}, which has narrower bounds than its type. */
  private static boolean isPort(Place at) {
    return at.step().equals(".port") || at.step().equals("port");
  }

  private Optional<Object> list(Type itemType, YamlNode node, Place at) {
    if (!(node instanceof YamlNode.Sequence(_, List<YamlNode> nodes))) {
      return wrong(node, at, "a list");
    }
    List<Object> items = new ArrayList<>(nodes.size());
    for (YamlNode item : nodes) {
      value(itemType, item, at.item(items.size(), item)).ifPresent(items::add);
    }
    return Optional.of(items);
  }

  private Optional<Object> map(Type valueType, YamlNode node, Place at) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      return wrong(node, at, "an object");
    }
    Map<String, Object> values = new LinkedHashMap<>();
    mapping
        .fields()
        .forEach(
            (name, field) -> {
              Place place = at.field(name, mapping);
              value(valueType, field, place).ifPresent(value -> values.put(name, value));
            });
    return Optional.of(values);
  }

  private Optional<Object> intOrString(YamlNode node, Place at) {
    return switch (node) {
      case YamlNode.Scalar(_, String text) -> Optional.of(new IntOrString(text));
      case YamlNode.Scalar(_, BigInteger number) when fits(number) ->
          Optional.of(new IntOrString(number.intValue()));
      default -> wrong(node, at, "text or " + INTEGER);
    };
  }

  private Optional<Object> wrong(YamlNode node, Place at, String allowed) {
    findings.add(
        at.toString(), at.line(), "is " + description(node) + " (" + allowed + " is allowed)");
    return Optional.empty();
  }

  /** What was found, without its value in objects whose values nobody may see. */
  private String description(YamlNode node) {
    return secret && node instanceof YamlNode.Scalar ? "of another type" : node.description();
  }

  private static boolean fits(BigInteger number) {
    return number.compareTo(MIN_INT) >= 0 && number.compareTo(MAX_INT) <= 0;
  }

  private static boolean isNull(YamlNode node) {
    return node instanceof YamlNode.Scalar scalar && scalar.isNull();
  }
}
