package io.rauta.sources.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Converts documents to the API's classes. Jackson is confined to this class. Types are taken as
 * written, as an API server does: a number is no text, a text no number.
 */
final class ModelMapper {

  /** What a conversion came to. */
  sealed interface Converted {}

  /**
   * An object.
   *
   * @param object with all known fields
   * @param unknown fields it does not have
   */
  record Model(HasMetadata object, List<UnknownField> unknown) implements Converted {}

  /**
   * A value of a wrong type.
   *
   * @param path names and indexes from the root
   * @param allowed what is allowed there
   */
  record WrongType(List<String> path, String allowed) implements Converted {}

  /**
   * A field that its object does not have.
   *
   * @param path names and indexes from the root
   * @param known what the object has
   */
  record UnknownField(List<String> path, Collection<String> known) {}

  private static final String UNKNOWN_FIELDS = "unknownFields";

  /** Fields of every document that are read before or not at all. */
  private static final Set<String> NOT_CONVERTED = Set.of("apiVersion", "kind", "status");

  private static final ObjectMapper MAPPER = mapper();

  private ModelMapper() {}

  static Converted convert(YamlNode.Mapping document, Class<? extends HasMetadata> model) {
    List<UnknownField> unknown = new ArrayList<>();
    ObjectNode tree = (ObjectNode) json(document);
    tree.remove(NOT_CONVERTED);
    if (tree.get("metadata") instanceof ObjectNode metadata) {
      metadata.remove("managedFields");
    }
    try {
      HasMetadata object =
          MAPPER.readerFor(model).withAttribute(UNKNOWN_FIELDS, unknown).readValue(tree);
      return new Model(object, unknown);
    } catch (MismatchedInputException e) {
      return new WrongType(path(e), allowed(e.getTargetType()));
    } catch (JsonMappingException e) {
      return new WrongType(path(e), "a value of another type");
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
  }

  private static ObjectMapper mapper() {
    ObjectMapper mapper =
        JsonMapper.builder()
            .annotationIntrospector(new KnownFieldsOnly())
            .addHandler(new UnknownFields())
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(MapperFeature.USE_GETTERS_AS_SETTERS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    mapper
        .coercionConfigFor(LogicalType.Textual)
        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    return mapper;
  }

  /** An absent field and one with null mean the same, so nulls are left out. */
  private static JsonNode json(YamlNode node) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (node) {
      case YamlNode.Mapping mapping -> {
        ObjectNode object = nodes.objectNode();
        mapping.fields().forEach((name, value) -> putPresent(object, name, json(value)));
        yield object;
      }
      case YamlNode.Sequence sequence -> {
        ArrayNode array = nodes.arrayNode(sequence.items().size());
        sequence.items().forEach(item -> array.add(json(item)));
        yield array;
      }
      case YamlNode.Scalar(_, String text) -> nodes.textNode(text);
      case YamlNode.Scalar(_, Boolean truth) -> nodes.booleanNode(truth);
      case YamlNode.Scalar(_, BigInteger number) -> integer(number);
      case YamlNode.Scalar(_, Double number) -> nodes.numberNode(number);
      case YamlNode.Scalar(_, _) -> nodes.nullNode();
    };
  }

  private static void putPresent(ObjectNode object, String name, JsonNode value) {
    if (!value.isNull()) {
      object.set(name, value);
    }
  }

  private static JsonNode integer(BigInteger number) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (number.bitLength() < Integer.SIZE) {
      return nodes.numberNode(number.intValue());
    }
    return number.bitLength() < Long.SIZE
        ? nodes.numberNode(number.longValue())
        : nodes.numberNode(number);
  }

  private static List<String> path(JsonMappingException failure) {
    return failure.getPath().stream()
        .map(
            step ->
                step.getFieldName() != null ? step.getFieldName() : String.valueOf(step.getIndex()))
        .toList();
  }

  private static String allowed(Class<?> target) {
    if (target == String.class) {
      return "text";
    }
    if (target == Integer.class || target == int.class) {
      return "an integer from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE;
    }
    if (target == Long.class || target == long.class) {
      return "an integer";
    }
    if (target == Boolean.class || target == boolean.class) {
      return "true or false";
    }
    return Collection.class.isAssignableFrom(target) ? "a list" : "an object";
  }

  /** Ignores that the model classes would take any field: those are then reported as unknown. */
  private static final class KnownFieldsOnly extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasAnySetter(Annotated member) {
      return false;
    }
  }

  private static final class UnknownFields extends DeserializationProblemHandler {
    @Override
    @SuppressWarnings("unchecked") // the only attribute there is
    public boolean handleUnknownProperty(
        DeserializationContext context,
        JsonParser parser,
        JsonDeserializer<?> deserializer,
        Object bean,
        String name)
        throws IOException {
      Collection<Object> known = deserializer.getKnownPropertyNames();
      List<String> names = known == null ? List.of() : known.stream().map(String::valueOf).toList();
      ((List<UnknownField>) context.getAttribute(UNKNOWN_FIELDS))
          .add(new UnknownField(path(parser.getParsingContext().pathAsPointer()), names));
      parser.skipChildren();
      return true;
    }

    private static List<String> path(JsonPointer pointer) {
      List<String> steps = new ArrayList<>();
      for (JsonPointer at = pointer; !at.matches(); at = at.tail()) {
        steps.add(at.getMatchingProperty());
      }
      return steps;
    }
  }
}
