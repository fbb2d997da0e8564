package io.rauta.sources.kubernetes;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * An API server as far as watches use one: lists in parts, watches from a version on, kinds that
 * come and go, refusals, and ends of the whole server. It knows nothing of what objects mean.
 */
final class ScriptedApi implements AutoCloseable {

  /** The kinds that a server has by itself, and their paths. */
  private static final Set<String> BUILT_IN =
      Set.of(
          "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
          "/api/v1/services",
          "/apis/discovery.k8s.io/v1/endpointslices",
          "/api/v1/namespaces",
          "/api/v1/secrets",
          "/api/v1/configmaps");

  static final String HTTP_ROUTES = "/apis/gateway.networking.k8s.io/v1/httproutes";
  static final String DEFINITIONS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

  private static final int PART = 3;

  private final Map<String, Map<String, String>> objects = new HashMap<>();
  private final List<Event> events = new ArrayList<>();
  private final Set<String> forbidden = new HashSet<>();
  private final List<String> requests = new ArrayList<>();
  private final int port;
  private HttpServer server;
  private ExecutorService threads;
  private int version = 1;
  private int forgotten;
  private boolean stopped;

  /** Something that happened to an object of a kind. */
  private record Event(int version, String path, String type, String object) {}

  ScriptedApi() throws IOException {
    BUILT_IN.forEach(path -> objects.put(path, new TreeMap<>()));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    port = server.getAddress().getPort();
    threads = serve(server);
  }

  /** Writes a kubeconfig that leads here. */
  Path kubeconfig(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("kubeconfig"),
        """
        apiVersion: v1
        kind: Config
        current-context: scripted
        clusters: [{name: scripted, cluster: {server: "http://127.0.0.1:%d"}}]
        users: [{name: scripted, user: {token: scripted}}]
        contexts: [{name: scripted, context: {cluster: scripted, user: scripted}}]
        """
            .formatted(port));
  }

  /** Begins to know a kind. */
  synchronized void define(String path) {
    objects.putIfAbsent(path, new TreeMap<>());
    notifyAll();
  }

  /** Answers 403 for a kind from now on. */
  synchronized void forbid(String path) {
    forbidden.add(path);
  }

  /** Ends that. */
  synchronized void allow(String path) {
    forbidden.remove(path);
  }

  /** Creates or changes an object; {@code rest} follows its metadata. */
  synchronized void put(String path, String name, String metadata, String rest) {
    version++;
    String object =
        """
        {"metadata":{"name":"%s","namespace":"shop","uid":"%s","resourceVersion":"%d",\
        "managedFields":[{"manager":"test"}]%s}%s}\
        """
            .formatted(name, name, version, metadata, rest);
    String type = of(path).put(name, object) == null ? "ADDED" : "MODIFIED";
    events.add(new Event(version, path, type, object));
    notifyAll();
  }

  /** Deletes an object. */
  synchronized void delete(String path, String name) {
    version++;
    String object =
        requireNonNull(of(path).remove(name))
            .replaceFirst(
                "\"resourceVersion\":\"\\d+\"", "\"resourceVersion\":\"" + version + "\"");
    events.add(new Event(version, path, "DELETED", object));
    notifyAll();
  }

  /** Forgets what happened so far: who watches from before has to ask for a list. */
  synchronized void forget() {
    forgotten = version;
  }

  /** The paths that were asked for, with {@code ?watch} behind those that were watched. */
  synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  /** Ends every connection and refuses new ones. */
  void stop() {
    synchronized (this) {
      stopped = true;
      notifyAll();
    }
    server.stop(0);
    threads.shutdownNow();
  }

  /** Serves again, at the same address. */
  void restart() throws IOException {
    synchronized (this) {
      stopped = false;
    }
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    threads = serve(server);
  }

  @Override
  public void close() {
    stop();
  }

  private ExecutorService serve(HttpServer on) {
    ExecutorService executor = Executors.newCachedThreadPool();
    on.setExecutor(executor);
    on.createContext("/", this::answer);
    on.start();
    return executor;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Map<String, String> query = query(exchange);
    try (exchange) {
      Optional<Integer> refusal = refusal(path, query);
      if (refusal.isPresent()) {
        byte[] body = "{\"kind\":\"Status\"}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(refusal.get(), body.length);
        exchange.getResponseBody().write(body);
      } else if (query.containsKey("watch")) {
        exchange.sendResponseHeaders(200, 0);
        follow(path, Integer.parseInt(query.get("resourceVersion")), exchange.getResponseBody());
      } else {
        byte[] body =
            list(path, query.getOrDefault("continue", "")).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Optional<Integer> refusal(String path, Map<String, String> query) {
    requests.add(path + (query.containsKey("watch") ? "?watch" : ""));
    if (forbidden.contains(path)) {
      return Optional.of(403);
    }
    if (!objects.containsKey(path)) {
      return Optional.of(404);
    }
    return query.containsKey("watch") && Integer.parseInt(query.get("resourceVersion")) < forgotten
        ? Optional.of(410)
        : Optional.empty();
  }

  private Map<String, String> of(String path) {
    return requireNonNull(objects.get(path), path);
  }

  private synchronized String list(String path, String from) {
    List<String> names = List.copyOf(of(path).keySet());
    int begin = from.isEmpty() ? 0 : Integer.parseInt(from);
    int end = Math.min(names.size(), begin + PART);
    String rest = end < names.size() ? Integer.toString(end) : "";
    return names.subList(begin, end).stream()
        .map(of(path)::get)
        .collect(
            Collectors.joining(
                ",",
                "{\"metadata\":{\"resourceVersion\":\"%d\",\"continue\":\"%s\"},\"items\":["
                    .formatted(version, rest),
                "]}"));
  }

  private void follow(String path, int from, OutputStream out)
      throws IOException, InterruptedException {
    int seen = from;
    out.flush();
    while (true) {
      for (Event event : after(path, seen)) {
        out.write(
            "{\"type\":\"%s\",\"object\":%s}\n"
                .formatted(event.type(), event.object())
                .getBytes(StandardCharsets.UTF_8));
        seen = event.version();
      }
      out.flush();
      if (!awaitEvent(path, seen)) {
        throw new UncheckedIOException(new IOException("the server ends"));
      }
    }
  }

  private synchronized List<Event> after(String path, int seen) {
    return events.stream()
        .filter(event -> event.path().equals(path) && event.version() > seen)
        .toList();
  }

  private synchronized boolean awaitEvent(String path, int seen) throws InterruptedException {
    while (!stopped && after(path, seen).isEmpty()) {
      wait();
    }
    return !stopped;
  }

  private static Map<String, String> query(HttpExchange exchange) {
    String query = exchange.getRequestURI().getRawQuery();
    return Arrays.stream((query == null ? "" : query).split("&"))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2)
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }
}
