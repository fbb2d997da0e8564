package io.rauta.sources.kubernetes.watch;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.rauta.control.ObjectKey;
import io.rauta.sources.kubernetes.json.ModelJson;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.ObjectReader;

/**
 * Reads what the API server answers about one kind, object by object, so that no more than one is
 * held that is not wanted. Owned by the thread of its watch.
 */
final class ObjectDecoder<T extends HasMetadata> {

  private static final Logger LOG = LoggerFactory.getLogger("kubernetes");

  private final WatchedKind<T> kind;
  private final ObjectReader reader;

  ObjectDecoder(WatchedKind<T> kind, ModelJson json) {
    this.kind = kind;
    this.reader = json.reader(kind.model());
  }

  /**
   * A part of a list.
   *
   * @param version the resourceVersion from which to watch
   * @param rest the token by which the next part is asked for; empty at the end
   */
  record Page(String version, String rest) {}

  /** One line of a watch. */
  sealed interface Event<T> {

    /** There is a new state of an object. */
    record Put<T>(ObjectKey key, T object) implements Event<T> {}

    /** An object is gone. */
    record Gone<T>(ObjectKey key, String version) implements Event<T> {}

    /** Nothing happened up to a resourceVersion, or what happened is left out. */
    record Passed<T>(String version) implements Event<T> {}

    /** The server ends the watch. */
    record Ended<T>(int code, String message) implements Event<T> {}
  }

  /** Puts the objects of a part of a list into {@code found}. */
  Page page(InputStream body, Map<ObjectKey, T> found) {
    String version = "";
    String rest = "";
    try (JsonParser parser = reader.createParser(body)) {
      expect(parser, JsonToken.START_OBJECT);
      for (String field = parser.nextName(); field != null; field = parser.nextName()) {
        parser.nextToken();
        switch (field) {
          case "metadata" -> {
            Map<?, ?> metadata = parser.readValueAs(Map.class);
            version = text(metadata, "resourceVersion");
            rest = text(metadata, "continue");
          }
          case "items" -> items(parser, found);
          default -> parser.skipChildren();
        }
      }
    }
    return new Page(version, rest);
  }

  /** Reads the events of a watch from {@code body}, each as soon as it is there. */
  Events events(InputStream body) {
    return new Events(reader.createParser(body));
  }

  private void items(JsonParser parser, Map<ObjectKey, T> found) {
    if (!parser.hasToken(JsonToken.START_ARRAY)) {
      return; // null stands for no objects
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      object(parser)
          .filter(kind::wants)
          .ifPresent(
              object -> {
                kind.trim(object);
                found.put(key(object), object);
              });
    }
  }

  /** Reads one object; one that the model has no way to hold is told of and left out. */
  private Optional<T> object(JsonParser parser) {
    int depth = parser.streamReadContext().getNestingDepth();
    try {
      return Optional.of(reader.readValue(parser));
    } catch (DatabindException e) {
      LOG.warn("a {} cannot be read and is left out: {}", kind, e.getOriginalMessage());
      while (parser.streamReadContext().getNestingDepth() >= depth) {
        parser.nextToken();
      }
      return Optional.empty();
    }
  }

  private static ObjectKey key(HasMetadata object) {
    ObjectMeta metadata = object.getMetadata();
    String namespace = metadata.getNamespace();
    return new ObjectKey(namespace == null ? "" : namespace, metadata.getName());
  }

  private static String text(Map<?, ?> fields, String name) {
    return fields.get(name) instanceof String value ? value : "";
  }

  private static void expect(JsonParser parser, JsonToken token) {
    if (parser.nextToken() != token) {
      throw new IllegalStateException("the server's answer has no " + token);
    }
  }

  /** The events of one watch. */
  final class Events {

    private final JsonParser parser;

    private Events(JsonParser parser) {
      this.parser = parser;
    }

    /**
     * Waits for the next event.
     *
     * @return empty at the end
     * @throws JacksonException if the stream breaks
     */
    Optional<Event<T>> next() {
      if (parser.nextToken() == null) {
        return Optional.empty();
      }
      String type = "";
      Event<T> event = new Event.Passed<>("");
      for (String field = parser.nextName(); field != null; field = parser.nextName()) {
        parser.nextToken();
        switch (field) {
          case "type" -> type = parser.getString();
          case "object" -> event = event(type);
          default -> parser.skipChildren();
        }
      }
      return Optional.of(event);
    }

    private Event<T> event(String type) {
      return switch (type) {
        case "ADDED", "MODIFIED" -> object(parser).map(this::put).orElse(new Event.Passed<>(""));
        case "DELETED" ->
            object(parser)
                .<Event<T>>map(
                    object ->
                        new Event.Gone<>(key(object), object.getMetadata().getResourceVersion()))
                .orElse(new Event.Passed<>(""));
        case "BOOKMARK" ->
            new Event.Passed<>(
                parser.readValueAs(Map.class).get("metadata") instanceof Map<?, ?> metadata
                    ? text(metadata, "resourceVersion")
                    : "");
        default -> {
          Map<?, ?> status = parser.readValueAs(Map.class);
          int code = status.get("code") instanceof Integer number ? number : 0;
          yield new Event.Ended<>(code, text(status, "message"));
        }
      };
    }

    private Event<T> put(T object) {
      if (!kind.wants(object)) {
        return new Event.Passed<>(object.getMetadata().getResourceVersion());
      }
      kind.trim(object);
      return new Event.Put<>(key(object), object);
    }
  }
}
