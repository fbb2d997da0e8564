package io.rauta.origins.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.origins.OriginConnection;
import io.rauta.origins.Script;
import io.rauta.origins.ScriptedOrigin;
import io.rauta.origins.echo.EchoOrigin;
import java.time.Duration;
import java.util.List;
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
      LoadReport report =
          LoadClient.run(
              plan(origin.port(), 8).withTargets(targets).withRequestsPerConnection(50), SHORT);
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
      Thread.sleep(SHORT);
      LoadReport first = client.interval();
      Thread.sleep(SHORT);
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
    assertThat(lossOf(Script.silent())).isEqualTo(Loss.TIMEOUT);
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
      LoadReport report =
          LoadClient.run(plan(origin.port(), 1).withRate(20), Duration.ofSeconds(1));
      assertThat(report.losses()).isEmpty();
      assertThat(report.idleCloses()).isPositive();
    }
  }

  private static Loss lossOf(Script script) throws InterruptedException {
    try (ScriptedOrigin origin = ScriptedOrigin.start(script)) {
      LoadReport report =
          LoadClient.run(plan(origin.port(), 1).withTimeout(Duration.ofMillis(200)), SHORT);
      assertThat(report.losses()).hasSize(1);
      return report.losses().keySet().iterator().next();
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
