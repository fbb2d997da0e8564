package io.rauta.app.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rauta.app.admin.Page.Answer;
import io.rauta.app.admin.Page.Readers;
import io.rauta.proxy.loop.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AdminServerTest {

  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final CountDownLatch slow = new CountDownLatch(1);
  private final AdminServer server;

  AdminServerTest() throws IOException {
    server =
        AdminServer.start(
            AdminSocket.at(ANY_PORT, Transport.preferred()),
            List.of(
                new Page("/live", Readers.ALL, "Lives.", _ -> Answer.line(200, "live")),
                new Page("/ready", Readers.ALL, "Ready.", _ -> Answer.line(503, "starting")),
                new Page(
                    "/accept", Readers.ALL, "Echo.", request -> Answer.line(200, request.accept())),
                new Page(
                    "/query",
                    Readers.ALL,
                    "Query.",
                    request -> Answer.line(200, String.join("|", request.values("a")))),
                new Page("/local", Readers.LOOPBACK, "Local.", _ -> Answer.json("{}")),
                new Page("/slow", Readers.ALL, "Slow.", _ -> whenReleased()),
                new Page("/broken", Readers.ALL, "Broken.", _ -> broken())));
  }

  @BeforeEach
  void answersAtAll() throws IOException {
    assertThat(ask("GET /live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .endsWith("\r\n\r\nlive\n");
  }

  @AfterEach
  void close() {
    slow.countDown();
    server.close();
  }

  @Test
  void pagesSayTheirStatusAndType() throws IOException {
    assertThat(get("/ready")).startsWith("HTTP/1.1 503 ").endsWith("starting\n");
    assertThat(get("/local"))
        .startsWith("HTTP/1.1 200 ")
        .contains("content-type: application/json\r\n")
        .endsWith("{}\n");
    assertThat(get("/live?verbose=1")).startsWith("HTTP/1.1 200 ");
    assertThat(get("/absent")).startsWith("HTTP/1.1 404 ");
    assertThat(get("/broken")).startsWith("HTTP/1.1 500 ").doesNotContain("on purpose");
  }

  @Test
  void indexListsThePages() throws IOException {
    assertThat(get("/")).contains("/live", "/ready", "/local");
  }

  @Test
  void parametersReachThePage() throws IOException {
    assertThat(get("/query?a=1%202&b=3&a=x%3Ay")).endsWith("\r\n\r\n1 2|x:y\n");
    assertThat(get("/query")).endsWith("\r\n\r\n\n");
    assertThat(get("/query?a=%zz")).startsWith("HTTP/1.1 400 ");
  }

  @Test
  void acceptReachesThePage() throws IOException {
    String request =
        "GET /accept HTTP/1.1\r\nHost: localhost\r\nAccept: a/b\r\nConnection: close\r\n\r\n";
    assertThat(ask(request)).endsWith("\r\n\r\na/b\n");
  }

  @Test
  void headHasNoBody() throws IOException {
    assertThat(ask("HEAD /live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains("content-length: 5\r\n")
        .endsWith("\r\n\r\n");
  }

  @Test
  void connectionIsKept() throws IOException {
    String two =
        ask(
            "GET /live HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET /live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assertThat(two.split("live\n", -1)).hasSize(3);
  }

  @Test
  void slowPageDelaysNoOther() throws IOException {
    try (Socket waiting = new Socket(ANY_PORT.getAddress(), server.address().getPort())) {
      waiting
          .getOutputStream()
          .write("GET /slow HTTP/1.0\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      assertThat(get("/live")).startsWith("HTTP/1.1 200 ");
      slow.countDown();
      assertThat(new String(waiting.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .endsWith("slow\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
  void onlyReadingIsAllowed(String method) throws IOException {
    assertThat(ask(method + " /live HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .startsWith("HTTP/1.1 405 ")
        .contains("allow: GET, HEAD\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Host: evil.example\r\n", "", "Host: localhost\r\nHost: localhost\r\n"})
  void foreignHostIsRefused(String fields) throws IOException {
    assertThat(ask("GET /live HTTP/1.1\r\n" + fields + "\r\n"))
        .startsWith("HTTP/1.1 421 ")
        .contains("connection: close\r\n");
  }

  @Test
  void bodyAndNonsenseAreRefused() throws IOException {
    assertThat(ask("GET /live HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n\r\nx"))
        .startsWith("HTTP/1.1 400 ");
    assertThat(ask("nonsense\r\n\r\n")).startsWith("HTTP/1.1 400 ");
  }

  @Test
  void portThatIsTakenIsRefused() {
    AdminSocket taken = AdminSocket.at(server.address(), Transport.preferred());
    assertThatThrownBy(() -> AdminServer.start(taken, List.of())).isInstanceOf(IOException.class);
  }

  private Answer whenReleased() {
    try {
      slow.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Answer.line(200, "slow");
  }

  private static Answer broken() {
    throw new IllegalStateException("broken on purpose");
  }

  private String get(String path) throws IOException {
    return ask("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
  }

  /** Sends requests, each but the last once the answer to the one before has arrived. */
  private String ask(String... requests) throws IOException {
    try (Socket socket = new Socket(ANY_PORT.getAddress(), server.address().getPort())) {
      StringBuilder answers = new StringBuilder();
      for (int i = 0; i < requests.length; i++) {
        socket.getOutputStream().write(requests[i].getBytes(StandardCharsets.UTF_8));
        byte[] answer =
            i < requests.length - 1
                ? socket.getInputStream().readNBytes(1)
                : socket.getInputStream().readAllBytes();
        answers.append(new String(answer, StandardCharsets.UTF_8));
      }
      return answers.toString();
    }
  }
}
