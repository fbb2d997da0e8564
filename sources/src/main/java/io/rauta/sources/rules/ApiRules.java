package io.rauta.sources.rules;

import io.rauta.sources.cel.CelOutcome;
import io.rauta.sources.cel.CelProgram;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * All kinds whose rules are known. A kind's rules are put together when its first object comes, so
 * that a gateway holds only what its files need. Any thread.
 */
public final class ApiRules {

  private static final String RESOURCE = "api-rules.json";

  private static final class Published {
    static final ApiRules RULES = load();
  }

  private final Map<?, ?> metadata;
  private final SchemaReader reader;

  /** By API version and kind. */
  private final Map<String, Map<?, ?>> known;

  private final Map<String, KindRules> used = new HashMap<>();

  private ApiRules(Map<?, ?> data) {
    metadata = SchemaReader.map(data, "metadata");
    reader = new SchemaReader(SchemaReader.list(data, "schemas"));
    known = new LinkedHashMap<>();
    for (Object kind : SchemaReader.list(data, "kinds")) {
      Map<?, ?> given = (Map<?, ?>) kind;
      String group = SchemaReader.text(given, "group");
      for (Object version : SchemaReader.map(given, "versions").keySet()) {
        known.put(key(group + "/" + version, SchemaReader.text(given, "kind")), given);
      }
    }
  }

  /** The rules of the published kinds. */
  public static ApiRules published() {
    return Published.RULES;
  }

  /** The rules of a kind; empty if they are not known. */
  public synchronized Optional<KindRules> of(String apiVersion, String kind) {
    String key = key(apiVersion, kind);
    Map<?, ?> data = known.get(key);
    return data == null
        ? Optional.empty()
        : Optional.of(used.computeIfAbsent(key, _ -> rules(data, apiVersion)));
  }

  /** All kinds with their API version, such as {@code gateway.networking.k8s.io/v1 HTTPRoute}. */
  public List<String> kinds() {
    return List.copyOf(known.keySet());
  }

  private KindRules rules(Map<?, ?> kind, String apiVersion) {
    String version = apiVersion.substring(apiVersion.indexOf('/') + 1);
    Schema own = reader.read(SchemaReader.map(SchemaReader.map(kind, "versions"), version));
    return new KindRules(
        SchemaReader.text(kind, "scope").equals("Cluster") ? ApiScope.CLUSTER : ApiScope.NAMESPACED,
        reader.withMetadata(own, metadata));
  }

  private static String key(String apiVersion, String kind) {
    return apiVersion + " " + kind;
  }

  /** The file is JSON, which is a part of the expression language. */
  private static ApiRules load() {
    try (InputStream stream = ApiRules.class.getResourceAsStream(RESOURCE)) {
      String text =
          new String(
              Objects.requireNonNull(stream, RESOURCE).readAllBytes(), StandardCharsets.UTF_8);
      if (CelProgram.parse(text).evaluate(Map.of()) instanceof CelOutcome.Value(Map<?, ?> data)) {
        return new ApiRules(data);
      }
      throw new IllegalStateException(RESOURCE + " is no object");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
