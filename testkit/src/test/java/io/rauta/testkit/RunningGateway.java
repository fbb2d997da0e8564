package io.rauta.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rauta.app.process.Gateway;
import io.rauta.app.process.Origin;
import io.rauta.app.process.StartFailure;
import io.rauta.app.settings.Catalogue;
import io.rauta.app.settings.HostPort;
import io.rauta.app.settings.Settings;
import io.rauta.origins.Message;
import io.rauta.origins.RawClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A whole gateway in this JVM, fed from one YAML file, and the origins behind it. Registered as a
 * static field; every test starts its own gateway with {@link #serve}, which is closed with its
 * clients and origins after the test. After the last test of a class no buffer may have leaked.
 *
 * <p>Owned by the thread of the test.
 */
public final class RunningGateway implements AfterEachCallback, AfterAllCallback {

  /** Two workers, so that every change has to reach more than one. */
  public static final Settings SETTINGS =
      Settings.defaults()
          .with(Catalogue.ADMIN_ADDRESS, new HostPort("127.0.0.1", 0))
          .with(Catalogue.WORKERS, 2);

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final ObjectMapper JSON = new ObjectMapper();

  static {
    BufferLeaks.watch();
  }

  private final NamedOrigins origins = new NamedOrigins();
  private Ports ports = Ports.NONE;
  private Optional<Gateway> running = Optional.empty();
  private Optional<Path> folder = Optional.empty();

  /** The origins of the test. */
  public NamedOrigins origins() {
    return origins;
  }

  /** Starts the gateway with a file of these documents. */
  public void serve(String... documents) {
    serve(SETTINGS, documents);
  }

  /** Starts the gateway with a file of these documents. */
  public void serve(Settings settings, String... documents) {
    ports = Ports.free();
    try {
      folder = Optional.of(Files.createTempDirectory("rauta-testkit"));
      Files.writeString(file(), ports.fillIn(Manifests.file(documents)));
      running = Optional.of(Gateway.start(Origin.Watched.of(List.of(file())), settings));
    } catch (IOException | StartFailure e) {
      throw new AssertionError("the gateway does not start", e);
    }
  }

  /** Replaces the file and waits until every worker serves what it says. */
  public void edit(String... documents) {
    long before = gateway().current().generation();
    replaceFile(Manifests.file(documents));
    eventually("a next generation", () -> gateway().current().generation() > before);
  }

  /** Replaces the file with any text, which may name the ports. */
  public void replaceFile(String text) {
    Path next = file().resolveSibling("next");
    try {
      Files.writeString(next, ports.fillIn(text));
      Files.move(next, file(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The file that is served. */
  public Path file() {
    return folder.orElseThrow().resolve("routes.yaml");
  }

  /** The gateway itself. */
  public Gateway gateway() {
    return running.orElseThrow();
  }

  /** A client of the first listener; to be closed by the test. */
  public RawClient connect() {
    return RawClient.connect(port());
  }

  /** The port that {@link Manifests#PORT} stands for. */
  public int port() {
    return ports.first();
  }

  /** The port that {@link Manifests#OTHER_PORT} stands for. */
  public int otherPort() {
    return ports.second();
  }

  /** Asks for a target on a connection of its own; fields are whole lines. */
  public Message get(String host, String target, String... fields) throws IOException {
    return send("GET", host, target, fields);
  }

  /** Sends a request without a body on a connection of its own; fields are whole lines. */
  public Message send(String method, String host, String target, String... fields)
      throws IOException {
    try (RawClient client = connect()) {
      client.send(
          Stream.concat(
                  Stream.of(method + " " + target + " HTTP/1.1", "Host: " + host),
                  Arrays.stream(fields))
              .reduce("", (text, line) -> text + line + "\r\n")
              .concat("\r\n"));
      return client.readFinalResponse(method);
    }
  }

  /** Asks for a page of the admin endpoint. */
  public Message page(String path) throws IOException {
    try (RawClient client = RawClient.connect(gateway().adminAddress())) {
      return client.get("127.0.0.1", path);
    }
  }

  /** What {@code /status} shows. */
  public JsonNode status() throws IOException {
    return JSON.readTree(page("/status").body()).path("status");
  }

  /** What {@code /status} says about the first parent of a route in namespace default. */
  public JsonNode routeConditions(String name) throws IOException {
    return status().path("httpRoutes").path("default/" + name).path("parents").path(0);
  }

  /** The sum of the samples of a metric that carry all labels, each as {@code name="value"}. */
  public double metric(String name, String... labels) throws IOException {
    return page("/metrics")
        .bodyText()
        .lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .filter(line -> Arrays.stream(labels).allMatch(line::contains))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** Waits until a metric has a value. */
  public void awaitMetric(double value, String name, String... labels) {
    eventually(name + Arrays.toString(labels) + " = " + value, () -> metric(name, labels) == value);
  }

  /** Waits until a condition holds; fails if it does not in good time. */
  public static void eventually(String what, Callable<Boolean> condition) {
    Awaitility.await(what).atMost(PATIENCE).until(condition);
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    running.ifPresent(Gateway::close);
    running = Optional.empty();
    origins.close();
    if (folder.isPresent()) {
      Files.deleteIfExists(file());
      Files.delete(folder.get());
      folder = Optional.empty();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    assertThat(BufferLeaks.reported()).isEmpty();
  }
}
