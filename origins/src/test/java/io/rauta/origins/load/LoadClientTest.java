package io.rauta.origins.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rauta.origins.OriginConnection;
import io.rauta.origins.Script;
import io.rauta.origins.ScriptedOrigin;
import io.rauta.origins.echo.EchoOrigin;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class LoadClientTest {
  private static final Duration SHORT = Duration.ofMillis(300);

  @Test
  void losesNothingAgainstAGoodOrigin() throws InterruptedException {
    try (EchoOrigin origin = EchoOrigin.start("o")) {
      List<LoadTarget> targets =
          List.of(
              new LoadTarget("a", "/"),
              new LoadTarget("b", "/bytes/70000"),
              new LoadTarget("c", "/close"),
              new LoadTarget("c", "/stream/2/0"));
      LoadPlan plan = plan(origin.port(), 8).withTargets(targets).withRequestsPerConnection(50);
      LoadReport report = runUntil(plan, () -> origin.counters().accepted() > 8);
      assertThat(report.losses()).isEmpty();
      assertThat(report.ok())
          .isPositive()
          .isEqualTo(report.latency().total())
          .isEqualTo(origin.counters().requests());
      assertThat(origin.counters().accepted()).isGreaterThan(8);
    }
  }

  @Test
  void keepsToARate() throws InterruptedException {
    try (EchoOrigin origin = EchoOrigin.start("o")) {
      LoadReport report =
          LoadClient.run(plan(origin.port(), 4).withRate(200), Duration.ofSeconds(1));
      assertThat(report.losses()).isEmpty();
      assertThat(report.ok()).isBetween(20L, 230L);
    }
  }

  @Test
  void reportsIntervals() throws InterruptedException {
    try (EchoOrigin origin = EchoOrigin.start("o");
        LoadClient client =
            LoadClient.start(plan(origin.port(), 4).withThink(Duration.ofMillis(2)), 2)) {
      await().until(() -> origin.counters().requests() > 4); // one of the connections has an answer
      LoadReport first = client.interval();
      long before = origin.counters().requests();
      await().until(() -> origin.counters().requests() > before);
      LoadReport all = client.stop();
      assertThat(first.ok()).isPositive();
      assertThat(all.ok()).isGreaterThan(first.ok()).isEqualTo(origin.counters().requests());
    }
  }

  @Test
  void classifiesLosses() throws InterruptedException {
    assertThat(lossOf(OriginConnection::reset)).isEqualTo(Loss.RESET);
    assertThat(lossOf(OriginConnection::readRequest)).isEqualTo(Loss.EOF);
    assertThat(lossOf(answer("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nabc")))
        .isEqualTo(Loss.CUT);
    assertThat(lossOf(answer("HTTP/1.1 200 OK\nx\r\n\r\n"))).isEqualTo(Loss.MALFORMED);
    assertThat(lossOf(answer("HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\na!")))
        .isEqualTo(Loss.MALFORMED);
    assertThat(lossOf(Script.always("HTTP/1.1 502 Bad\r\ncontent-length: 0\r\n\r\n")))
        .isEqualTo(Loss.STATUS);
    assertThat(lossOf(Script.always("HTTP/1.1 200 OK\r\nload-id: 1\r\ncontent-length: 0\r\n\r\n")))
        .isEqualTo(Loss.WRONG_BODY);
    assertThat(lossOf(Script.silent(), Duration.ofMillis(200))).isEqualTo(Loss.TIMEOUT);
  }

  @Test
  void countsRefusedConnects() throws InterruptedException {
    int port;
    try (EchoOrigin origin = EchoOrigin.start("o")) {
      port = origin.port();
    }
    LoadReport report = LoadClient.run(plan(port, 1), SHORT);
    assertThat(report.losses().keySet()).containsExactly(Loss.REFUSED);
    assertThat(report.samples().getFirst()).contains("REFUSED");
  }

  @Test
  void seesAnIdleCloseBeforeItSends() throws InterruptedException {
    Script once =
        c -> {
          String id = c.readRequest().orElseThrow().value("load-id").orElseThrow();
          c.send("HTTP/1.1 200 OK\r\nload-id: " + id + "\r\ncontent-length: 0\r\n\r\n");
        };
    try (ScriptedOrigin origin = ScriptedOrigin.start(once)) {
      LoadPlan slow = plan(origin.port(), 1).withRate(2); // the close comes between two requests
      LoadReport report = LoadClient.run(slow, Duration.ofSeconds(3));
      assertThat(report.losses()).isEmpty();
      assertThat(report.idleCloses()).isPositive();
    }
  }

  private static Loss lossOf(Script script) throws InterruptedException {
    return lossOf(script, Duration.ofSeconds(30));
  }

  private static Loss lossOf(Script script, Duration timeout) throws InterruptedException {
    try (ScriptedOrigin origin = ScriptedOrigin.start(script);
        LoadClient client = LoadClient.start(plan(origin.port(), 1).withTimeout(timeout))) {
      await().until(() -> !client.interval().losses().isEmpty());
      LoadReport report = client.stop();
      assertThat(report.losses()).hasSize(1);
      return report.losses().keySet().iterator().next();
    }
  }

  private static LoadReport runUntil(LoadPlan plan, Callable<Boolean> enough)
      throws InterruptedException {
    try (LoadClient client = LoadClient.start(plan)) {
      await().until(enough);
      return client.stop();
    }
  }

  private static Script answer(String bytes) {
    return c -> {
      c.readRequest();
      c.send(bytes);
    };
  }

  private static LoadPlan plan(int port, int connections) {
    return LoadPlan.closedLoop(
        new java.net.InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), port),
        "a",
        "/",
        connections);
  }
}
