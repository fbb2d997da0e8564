package io.rauta.testkit.cases;

import static io.rauta.testkit.Manifests.GATEWAY;
import static io.rauta.testkit.Manifests.backendAt;
import static io.rauta.testkit.Manifests.ref;
import static io.rauta.testkit.Manifests.route;
import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.origins.Message;
import io.rauta.origins.OriginConnection;
import io.rauta.origins.RawClient;
import io.rauta.origins.Script;
import io.rauta.testkit.RunningGateway;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is tried again because a route asks for it, and what is not. */
final class RetryTest {

  @RegisterExtension static final RunningGateway GW = new RunningGateway();

  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void listedStatusIsTriedAgainUntilTheBackendRecovers() throws IOException {
    serve("{codes: [503], attempts: 3}", "", failing(2, 503));
    Message answer = GW.get("h", "/x?q=%41");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.bodyText()).isEqualTo("recovered");
    assertThat(asked).hasValue(3);
    assertThat(GW.origins().requests("a"))
        .allSatisfy(request -> assertThat(request.head().target()).isEqualTo("/x?q=%41"));
    assertThat(GW.metric("rauta_upstream_retries_total")).isEqualTo(2);
  }

  @Test
  void whenAllAttemptsAreUsedTheLastAnswerIsTheClients() throws IOException {
    serve("{codes: [500, 502], attempts: 2}", "", failing(9, 502));
    Message answer = GW.get("h", "/");
    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.bodyText()).isEqualTo("failed");
    assertThat(asked).hasValue(3);
  }

  @Test
  void otherStatusesAreNotTriedAgain() throws IOException {
    serve("{codes: [500], attempts: 3}", "", failing(9, 503));
    assertThat(GW.get("h", "/").status()).isEqualTo(503);
    assertThat(asked).hasValue(1);
  }

  @Test
  void oneAttemptMoreIsTheDefaultAndNoneSwitchesItOff() throws IOException {
    serve("{codes: [500]}", "", failing(9, 500));
    assertThat(GW.get("h", "/").status()).isEqualTo(500);
    assertThat(asked).hasValue(2);

    asked.set(0);
    edit("{codes: [500], attempts: 0}", "");
    assertThat(GW.get("h", "/").status()).isEqualTo(500);
    assertThat(asked).hasValue(1);
  }

  @Test
  void bodyIsSentAgainWhileItIsSmall() throws IOException {
    serve("{codes: [503], attempts: 3}", "", failing(2, 503));
    String small = "b".repeat(60_000);
    assertThat(post(small).bodyText()).isEqualTo("recovered");
    assertThat(GW.origins().requests("a"))
        .hasSize(3)
        .allSatisfy(request -> assertThat(request.bodyText()).isEqualTo(small));

    asked.set(0);
    assertThat(post("c".repeat(70_000)).status()).isEqualTo(503);
    assertThat(asked).hasValue(1);
  }

  @Test
  void timeOfTheWholeRequestSpansAllAttempts() throws IOException {
    serve(
        "{codes: [500], attempts: 100}",
        "timeouts: {request: 500ms}",
        answering(
            connection -> {
              connection.delay(Duration.ofMillis(300));
              connection.respond(500, "failed");
            }));
    assertThat(GW.get("h", "/").status()).isEqualTo(504);
    assertThat(asked).hasValue(2);
    assertThat(GW.metric("rauta_timeouts_total", "kind=\"request\"")).isEqualTo(1);
  }

  @Test
  void attemptThatTakesTooLongIsFollowedByAnotherOneWhereThatDoesNoHarm() throws IOException {
    serve(
        "{attempts: 1}",
        "timeouts: {backendRequest: 200ms}",
        answering(
            connection -> {
              if (asked.get() % 2 == 1) {
                connection.awaitEnd();
              } else {
                connection.respond(200, "recovered");
              }
            }));
    assertThat(GW.get("h", "/").bodyText()).isEqualTo("recovered");
    assertThat(asked).hasValue(2);
    assertThat(post("x").status()).isEqualTo(504);
    assertThat(asked).hasValue(3);
    assertThat(GW.metric("rauta_timeouts_total", "kind=\"backend_request\"")).isEqualTo(2);
  }

  @Test
  void requestThatWasLostIsNotTriedAgain() throws IOException {
    serve("{codes: [500], attempts: 3}", "", answering(OriginConnection::reset));
    assertThat(GW.get("h", "/").status()).isEqualTo(502);
    assertThat(asked).hasValue(1);
  }

  @Test
  void refusedConnectionIsMadeToAnotherHostAndAnyRequestGoesThere() throws IOException {
    GW.origins().answering("a");
    GW.serve(
        GATEWAY,
        backendAt(
            "b",
            "ip: {address: 127.0.0.2, port: 1}}\n  - {ip: {address: 127.0.0.3, port: 1}}\n  - {"
                + "ip: {address: 127.0.0.1, port: "
                + GW.origins().port("a")
                + "}"),
        route("r", "rules:\n- retry: {attempts: 100}\n  backendRefs: [%s]\n".formatted(ref("b"))));
    for (int i = 0; i < 10; i++) {
      assertThat(GW.send("POST", "h", "/", "Content-Length: 0").bodyText()).isEqualTo("a");
    }
  }

  @Test
  void noAttemptsMeansNoneThatNobodyAskedForEither() throws IOException {
    GW.serve(
        GATEWAY,
        backendAt(
            "b", "ip: {address: 127.0.0.2, port: 1}}\n  - {ip: {address: 127.0.0.3, port: 1}"),
        route("r", "rules:\n- retry: {attempts: 0}\n  backendRefs: [%s]\n".formatted(ref("b"))));
    assertThat(GW.get("h", "/").status()).isEqualTo(502);
    assertThat(GW.metric("rauta_upstream_retries_total")).isZero();
  }

  @Test
  void clientThatLeavesDuringAPauseEndsIt() throws IOException {
    serve("{codes: [500], attempts: 1, backoff: 1h}", "", failing(9, 500));
    try (RawClient client = GW.connect()) {
      client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
      RunningGateway.eventually("the first attempt", () -> asked.get() == 1);
      GW.awaitMetric(0, "rauta_upstream_connections_active");
      assertThat(GW.metric("rauta_active_requests")).isEqualTo(1);
      client.reset();
    }
    GW.awaitMetric(0, "rauta_active_requests");
    assertThat(asked).hasValue(1);
  }

  /** A backend that fails so many requests and then recovers. */
  private Script failing(int times, int status) {
    return answering(
        connection -> {
          if (asked.get() <= times) {
            connection.respond(status, "failed");
          } else {
            connection.respond(200, "recovered");
          }
        });
  }

  private Script answering(Script each) {
    return connection -> {
      for (Optional<Message> request = connection.readRequest();
          request.isPresent();
          request = connection.readRequest()) {
        asked.incrementAndGet();
        each.play(connection);
      }
    };
  }

  private static void serve(String retry, String timeouts, Script script) {
    GW.origins().start("a", script);
    GW.serve(GATEWAY, GW.origins().backends(), retried(retry, timeouts));
  }

  private static void edit(String retry, String timeouts) {
    GW.edit(GATEWAY, GW.origins().backends(), retried(retry, timeouts));
  }

  private static String retried(String retry, String timeouts) {
    return route(
        "r",
        "rules:\n- retry: %s\n  backendRefs: [%s]\n%s\n"
            .formatted(retry, ref("a"), timeouts.indent(2)));
  }

  private static Message post(String body) throws IOException {
    try (RawClient client = GW.connect()) {
      client.send(
          "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
      return client.readFinalResponse("POST");
    }
  }
}
