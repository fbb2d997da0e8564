package io.rauta.testkit;

import io.rauta.origins.Message;
import io.rauta.origins.Script;
import io.rauta.origins.ScriptedOrigin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Scripted origins of one test by name. One without a script answers with its name. */
public final class NamedOrigins implements AutoCloseable {

  private final Map<String, ScriptedOrigin> origins = new LinkedHashMap<>();

  NamedOrigins() {}

  /** Starts origins that answer every request with their names. */
  public void answering(String... names) {
    for (String name : names) {
      start(name, Script.always(ok(name)));
    }
  }

  /** Starts an origin. */
  public ScriptedOrigin start(String name, Script... scripts) {
    ScriptedOrigin origin = ScriptedOrigin.start(scripts);
    origins.put(name, origin);
    return origin;
  }

  /** The port of an origin. */
  public int port(String name) {
    return Objects.requireNonNull(origins.get(name), name).port();
  }

  /** The requests that an origin read whole. */
  public List<Message> requests(String name) {
    return Objects.requireNonNull(origins.get(name), name).requests();
  }

  /** A Backend for each origin, by the same name, as YAML documents. */
  public String backends() {
    return Manifests.file(
        origins.entrySet().stream()
            .map(origin -> Manifests.backend(origin.getKey(), origin.getValue().port()))
            .toArray(String[]::new));
  }

  /** A response with a body. */
  public static String ok(String body) {
    return "HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n%s".formatted(body.length(), body);
  }

  @Override
  public void close() {
    origins.values().forEach(ScriptedOrigin::close);
    origins.clear();
  }
}
