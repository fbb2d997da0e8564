package io.rauta.sources.kubernetes.call;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Objects behind the paths, versions and conflicts of an API server, which a script can make
 * refuse, fail or wait. What it does of its own is what an API server promises, and no more.
 */
public final class ScriptedApiServer implements AutoCloseable {

  /**
   * A request that came in.
   *
   * @param method of HTTP
   * @param path with its query
   * @param body values of JSON
   */
  public record Asked(String method, String path, Map<String, Object> body) {
    public boolean isList() {
      return path.contains("?");
    }
  }

  private final KubernetesSerialization json = new KubernetesSerialization();
  private final Map<String, Map<String, Object>> objects = new LinkedHashMap<>();
  private final List<Asked> asked = new ArrayList<>();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final KubernetesClient client;
  private volatile Function<Asked, Optional<Integer>> script = request -> Optional.empty();
  private volatile Function<Map<String, Object>, Map<String, Object>> admission = body -> body;
  private long version = 100;

  /** An empty one on a free port. */
  public ScriptedApiServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
    client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder(Config.empty())
                    .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                    .build())
            .build();
  }

  /** Sends requests to it. */
  public ApiCalls calls() {
    return new ApiCalls(client, json, Duration.ofSeconds(5));
  }

  public KubernetesSerialization json() {
    return json;
  }

  /** Answers with an HTTP status where {@code script} gives one; it may wait, too. */
  public void script(Function<Asked, Optional<Integer>> newScript) {
    script = newScript;
  }

  /** Changes what is written before it is stored. */
  public void admission(Function<Map<String, Object>, Map<String, Object>> newAdmission) {
    admission = newAdmission;
  }

  /** Stores an object as another client would. */
  public synchronized void put(String path, Map<String, Object> object) {
    store(path, object);
  }

  /** Stores an object that is given as JSON. */
  @SuppressWarnings("unchecked") // the keys of an object of JSON are strings
  public void put(String path, String object) {
    put(path, json.unmarshal(object, Map.class));
  }

  /** Removes an object as another client would. */
  public synchronized void remove(String path) {
    objects.remove(path);
  }

  /** The object that is stored under a path. */
  public synchronized Optional<Map<String, Object>> get(String path) {
    return Optional.ofNullable(objects.get(path));
  }

  /** The paths under which something is stored. */
  public synchronized List<String> paths() {
    return List.copyOf(objects.keySet());
  }

  /** The requests so far that {@code wanted} accepts. */
  public synchronized List<Asked> asked(Predicate<Asked> wanted) {
    return asked.stream().filter(wanted).toList();
  }

  /** The requests so far that write. */
  public List<Asked> writes() {
    return asked(request -> !request.method().equals("GET"));
  }

  @Override
  public void close() {
    client.close();
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] bytes = exchange.getRequestBody().readAllBytes();
      Asked request =
          new Asked(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString().substring(1),
              bytes.length == 0 ? Map.of() : object(bytes));
      synchronized (this) {
        asked.add(request);
      }
      Optional<Integer> scripted = script.apply(request);
      if (scripted.isPresent()) {
        answer(exchange, scripted.get(), Map.of("kind", "Status", "message", "scripted"));
        return;
      }
      perform(exchange, request);
    }
  }

  private synchronized void perform(HttpExchange exchange, Asked request) throws IOException {
    String path = request.path().replaceFirst("/status$", "").replaceFirst("\\?.*", "");
    @Nullable Map<String, Object> present = objects.get(path);
    if (request.method().equals("POST")) {
      String name = String.valueOf(metadata(request.body()).get("name"));
      if (objects.containsKey(path + "/" + name)) {
        answer(exchange, 409, Map.of("reason", "AlreadyExists"));
      } else {
        answer(exchange, 201, store(path + "/" + name, admission.apply(request.body())));
      }
    } else if (request.path().contains("?")) {
      answer(exchange, 200, Map.of("items", List.of()));
    } else if (present == null) {
      answer(exchange, 404, Map.of("reason", "NotFound"));
    } else {
      change(exchange, request, path, present);
    }
  }

  private void change(
      HttpExchange exchange, Asked request, String path, Map<String, Object> present)
      throws IOException {
    switch (request.method()) {
      case "PATCH" -> {
        Object expected = metadata(request.body()).get("resourceVersion");
        if (expected != null && !expected.equals(metadata(present).get("resourceVersion"))) {
          answer(exchange, 409, Map.of("reason", "Conflict"));
        } else {
          answer(exchange, 200, store(path, merged(present, admission.apply(request.body()))));
        }
      }
      case "DELETE" -> {
        objects.remove(path);
        answer(exchange, 200, Map.of("kind", "Status"));
      }
      default -> answer(exchange, 200, present);
    }
  }

  private Map<String, Object> store(String path, Map<String, Object> object) {
    version++;
    Map<String, Object> stored = new LinkedHashMap<>(object);
    Map<String, Object> metadata = new LinkedHashMap<>(metadata(object));
    metadata.putIfAbsent("uid", "uid-" + path);
    metadata.put("resourceVersion", String.valueOf(version));
    stored.put("metadata", metadata);
    objects.put(path, stored);
    return stored;
  }

  /** RFC 7396. */
  @SuppressWarnings("unchecked") // the keys of an object of JSON are strings
  private static Map<String, Object> merged(Map<String, Object> target, Map<String, Object> patch) {
    Map<String, Object> merged = new LinkedHashMap<>(target);
    patch.forEach(
        (name, value) -> {
          if (value == null) {
            merged.remove(name);
          } else if (value instanceof Map<?, ?> map) {
            Object before = merged.get(name);
            merged.put(
                name,
                merged(
                    before instanceof Map<?, ?> object ? (Map<String, Object>) object : Map.of(),
                    (Map<String, Object>) map));
          } else {
            merged.put(name, value);
          }
        });
    return merged;
  }

  @SuppressWarnings("unchecked") // the keys of an object of JSON are strings
  private static Map<String, Object> metadata(Map<String, Object> object) {
    return (Map<String, Object>) object.getOrDefault("metadata", Map.of());
  }

  @SuppressWarnings("unchecked") // the keys of an object of JSON are strings
  private Map<String, Object> object(byte[] bytes) {
    return json.unmarshal(new String(bytes, StandardCharsets.UTF_8), Map.class);
  }

  private void answer(HttpExchange exchange, int status, Map<String, Object> body)
      throws IOException {
    byte[] bytes = json.asJson(body).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
