package io.rauta.app.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.rauta.app.settings.Catalogue;
import io.rauta.app.settings.HostPort;
import io.rauta.app.settings.Settings;
import io.rauta.app.settings.UpstreamAddress;
import io.rauta.proxy.DrainOutcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The wired process without its signals: a real backend, real sockets. */
final class GatewayTest {

  private static final Settings SETTINGS =
      Settings.defaults()
          .with(Catalogue.ADMIN_ADDRESS, new HostPort("127.0.0.1", 0))
          .with(Catalogue.WORKERS, 1);

  private final Path folder;
  private final HttpServer backend;
  private final HttpClient client = HttpClient.newHttpClient();

  GatewayTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    backend = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    backend.createContext(
        "/",
        exchange -> {
          byte[] body = "backend".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    backend.start();
  }

  @AfterEach
  void stopBackend() {
    client.close();
    backend.stop(0);
  }

  @Test
  void oneBackendIsServedUntilDrained() throws Exception {
    int port = freePort();
    Origin origin =
        new Origin.Fixed(
            GeneratedObjects.oneBackend(
                new HostPort("127.0.0.1", port),
                new UpstreamAddress.Network(
                    new HostPort("127.0.0.1", backend.getAddress().getPort()))));
    try (Gateway gateway = Gateway.start(origin, SETTINGS)) {
      int admin = gateway.adminAddress().getPort();
      assertThat(get(port, "/").body()).isEqualTo("backend");
      assertThat(get(admin, "/ready").statusCode()).isEqualTo(200);
      assertThat(get(admin, "/status").body()).contains("\"problems\" : [ ]");
      assertThat(get(admin, "/config").body()).contains("\"OneAddress\"");
      assertThat(get(admin, "/metrics").body()).contains("rauta_config_generation 1.0\n");

      assertThat(gateway.drain().requestsCut()).isZero();
      assertThat(get(admin, "/ready").statusCode()).isEqualTo(503);
      assertThatThrownBy(() -> get(port, "/")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void filesAreFollowedAndTheirProblemsShown() throws Exception {
    int port = freePort();
    Path file = folder.resolve("routes.yaml");
    Files.writeString(file, routes(port, 1));
    try (Gateway gateway = Gateway.start(Origin.Watched.of(List.of(file)), SETTINGS)) {
      assertThat(get(port, "/").statusCode()).isEqualTo(502);
      replace(file, routes(port, backend.getAddress().getPort()));
      Awaitility.await().until(() -> get(port, "/").statusCode() == 200);
      replace(file, "kind: [");
      Awaitility.await()
          .until(
              () ->
                  get(gateway.adminAddress().getPort(), "/status").body().contains("routes.yaml:"));
      assertThat(get(port, "/").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void becomesReadyOnceAnObjectCanBeUsed() throws Exception {
    int port = freePort();
    int admin = freePort();
    Path file = folder.resolve("routes.yaml");
    Files.writeString(file, "kind: [");
    Settings settings = SETTINGS.with(Catalogue.ADMIN_ADDRESS, new HostPort("127.0.0.1", admin));
    CompletableFuture<Gateway> start =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Gateway.start(Origin.Watched.of(List.of(file)), settings);
              } catch (StartFailure e) {
                throw new IllegalStateException(e);
              }
            });
    Awaitility.await()
        .ignoreExceptions()
        .until(() -> get(admin, "/status").body().contains("routes.yaml:"));
    assertThat(get(admin, "/live").statusCode()).isEqualTo(200);
    assertThat(get(admin, "/ready").statusCode()).isEqualTo(503);
    assertThat(start).isNotDone();

    replace(file, routes(port, backend.getAddress().getPort()));
    try (Gateway gateway = start.get(1, TimeUnit.MINUTES)) {
      assertThat(gateway.adminAddress().getPort()).isEqualTo(admin);
      assertThat(get(port, "/").body()).isEqualTo("backend");
      assertThat(get(admin, "/ready").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void filesAreFollowedDuringTheDrainDelay() throws Exception {
    int port = freePort();
    Path file = folder.resolve("routes.yaml");
    Files.writeString(file, routes(port, 1));
    Settings settings = SETTINGS.with(Catalogue.DRAIN_DELAY, Duration.ofMinutes(5));
    try (Gateway gateway = Gateway.start(Origin.Watched.of(List.of(file)), settings)) {
      CompletableFuture<DrainOutcome> drain = CompletableFuture.supplyAsync(gateway::drain);
      int admin = gateway.adminAddress().getPort();
      Awaitility.await().until(() -> get(admin, "/ready").statusCode() == 503);
      replace(file, routes(port, backend.getAddress().getPort()));
      Awaitility.await().until(() -> get(port, "/").statusCode() == 200);

      gateway.cut();
      assertThat(drain.get(1, TimeUnit.MINUTES).requestsCut()).isZero();
    }
  }

  @Test
  void portThatIsTakenStopsTheStart() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Origin origin =
          new Origin.Fixed(
              GeneratedObjects.oneBackend(
                  new HostPort("127.0.0.1", taken.getLocalPort()),
                  new UpstreamAddress.Network(new HostPort("127.0.0.1", 1))));
      assertThatThrownBy(() -> Gateway.start(origin, SETTINGS))
          .isInstanceOf(StartFailure.class)
          .hasMessageContaining("port " + taken.getLocalPort() + " is held by");
    }
  }

  @Test
  void missingFileStopsTheStart() {
    Path absent = folder.resolve("absent.yaml");
    assertThatThrownBy(() -> Origin.Watched.of(List.of(absent)))
        .isInstanceOf(StartFailure.class)
        .hasMessage(absent + ": no such file or directory");
  }

  private HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static void replace(Path file, String text) throws IOException {
    Path next = file.resolveSibling("next");
    Files.writeString(next, text);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String routes(int port, int backend) throws IOException {
    return Files.readString(Path.of("..", "examples", "first-route.yaml"))
        .replace("port: 8080", "port: " + port)
        .replace("port: 9000", "port: " + backend);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
