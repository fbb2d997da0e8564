package io.rauta.testkit.cases;

import static io.rauta.testkit.Manifests.GATEWAY;
import static io.rauta.testkit.Manifests.ref;
import static io.rauta.testkit.Manifests.route;
import static io.rauta.testkit.Manifests.routeTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.app.settings.Catalogue;
import io.rauta.origins.ConnectionEnd;
import io.rauta.origins.Field;
import io.rauta.origins.Message;
import io.rauta.origins.OriginConnection;
import io.rauta.origins.RawClient;
import io.rauta.origins.Script;
import io.rauta.origins.ScriptedOrigin;
import io.rauta.testkit.RunningGateway;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every call of gRPC ends with a status, over HTTP/1.1 too, where one can look at it. */
final class GrpcAnswerTest {

  private static final String ANSWER =
      "HTTP/1.1 200 OK\r\ncontent-type: application/grpc\r\ntransfer-encoding: chunked\r\n\r\n"
          + "7\r\nmessage\r\n";
  private static final String[] CALL = {
    "content-type: application/grpc+proto", "te: trailers", "connection: te", "content-length: 0"
  };

  @RegisterExtension static final RunningGateway GW = new RunningGateway();

  @Test
  void answersOfOursConsistOfTheirFields() throws IOException {
    GW.serve(GATEWAY);

    Message answer = call("/pkg.Echo/Echo");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.value("content-type")).hasValue("application/grpc");
    assertThat(answer.value("grpc-status")).hasValue("12");
    assertThat(answer.value("grpc-message")).hasValue("Not Found");
    assertThat(answer.bodyText()).isEmpty();
    assertThat(answer.trailers()).isEmpty();
    GW.awaitMetric(1, "rauta_local_replies_total", "cause=\"no_route\"");
    GW.awaitMetric(1, "rauta_grpc_calls_total", "route=\"\"", "grpc_status=\"12\"");
  }

  @Test
  void otherRequestsAreAnsweredAsHttp() throws IOException {
    GW.serve(GATEWAY);

    assertThat(GW.get("h", "/", "content-type: application/grpc").status()).isEqualTo(404);
    assertThat(
            GW.send("POST", "h", "/", "content-type: application/grpc-web", "content-length: 0")
                .status())
        .isEqualTo(404);
  }

  @Test
  void whatTheBackendTellsPassesThrough() throws IOException {
    GW.origins()
        .start(
            "echo",
            Script.always(ANSWER + "0\r\ngrpc-status: 5\r\ngrpc-message: caf%C3%A9\r\n\r\n"));
    GW.serve(GATEWAY, GW.origins().backends(), routeTo("r", "echo"));

    Message answer = call("/pkg.Echo/Echo");
    assertThat(answer.bodyText()).isEqualTo("message");
    assertThat(answer.trailers())
        .containsExactly(new Field("grpc-status", "5"), new Field("grpc-message", "caf%C3%A9"));
    assertThat(GW.origins().requests("echo").getFirst().value("te")).hasValue("trailers");
    GW.awaitMetric(
        1, "rauta_grpc_calls_total", "route=\"HTTPRoute/default/r\"", "grpc_status=\"5\"");
  }

  @Test
  void aBackendThatTellsNoStatusIsUnknown() throws IOException {
    GW.origins().start("forgetful", Script.always(ANSWER + "0\r\n\r\n"));
    GW.serve(GATEWAY, GW.origins().backends(), routeTo("r", "forgetful"));

    assertThat(call("/pkg.Echo/Echo").trailers())
        .containsExactly(
            new Field("grpc-status", "2"), new Field("grpc-message", "The backend told no status"));
  }

  @Test
  void aBackendThatAnswersAsHttpIsTranslated() throws IOException {
    GW.origins()
        .start(
            "page",
            Script.always(
                "HTTP/1.1 503 Service Unavailable\r\ncontent-type: text/html\r\nretry-after: 3\r\n"
                    + "content-length: 4\r\n\r\nbusy"));
    GW.serve(GATEWAY, GW.origins().backends(), routeTo("r", "page"));

    Message answer = call("/pkg.Echo/Echo");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.value("content-type")).hasValue("application/grpc");
    assertThat(answer.value("grpc-status")).hasValue("14");
    assertThat(answer.value("grpc-message")).hasValue("The backend answered with HTTP status 503");
    assertThat(answer.value("retry-after")).hasValue("3");
    assertThat(answer.bodyText()).isEmpty();
  }

  @Test
  void anAnswerThatIsCutEndsWithAStatus() throws IOException {
    GW.origins()
        .start(
            "cut",
            connection -> {
              connection.readRequest();
              connection.send(ANSWER);
              connection.readRequest();
            });
    GW.serve(GATEWAY, GW.origins().backends(), routeTo("r", "cut"));

    try (RawClient client = GW.connect()) {
      client.send(text("/pkg.Echo/Echo"));
      RunningGateway.eventually(
          "the call at its backend", () -> !GW.origins().requests("cut").isEmpty());
      assertThat(client.readResponseHead().orElseThrow().status()).isEqualTo(200);
      GW.origins().close();
      client.awaitEnd(Duration.ofSeconds(20));
      assertThat(new String(client.received(), StandardCharsets.US_ASCII))
          .endsWith("0\r\ngrpc-status: 14\r\ngrpc-message: Bad Gateway\r\n\r\n");
    }
    GW.awaitMetric(1, "rauta_requests_lost_total");
    GW.awaitMetric(1, "rauta_grpc_calls_total", "grpc_status=\"14\"");
  }

  @Test
  void aClientIsNotLeftWaitingLongerThanItWants() throws IOException {
    ScriptedOrigin silent = GW.origins().start("silent", Script.silent());
    GW.serve(GATEWAY, GW.origins().backends(), routeTo("r", "silent"));

    assertThat(call("/pkg.Echo/Echo", "grpc-timeout: 300m").value("grpc-status")).hasValue("4");
    assertThat(call("/pkg.Echo/Echo", "grpc-timeout: 0n").value("grpc-status")).hasValue("4");
    GW.awaitMetric(2, "rauta_local_replies_total", "cause=\"call_timeout\"");
    RunningGateway.eventually(
        "end of the attempts",
        () ->
            silent.connections().stream()
                .map(OriginConnection::end)
                .noneMatch(ConnectionEnd.OPEN::equals));
    assertThat(call("/pkg.Echo/Echo", "grpc-timeout: 300ms").value("grpc-status")).hasValue("13");
  }

  @Test
  void theRouteMaySayLess() throws IOException {
    GW.origins().start("silent", Script.silent());
    GW.serve(
        GATEWAY,
        GW.origins().backends(),
        route(
            "r", "rules:\n- timeouts: {request: 300ms}\n  backendRefs: [" + ref("silent") + "]\n"));

    assertThat(call("/pkg.Echo/Echo", "grpc-timeout: 1H").value("grpc-status")).hasValue("4");
    GW.awaitMetric(1, "rauta_local_replies_total", "cause=\"route_timeout\"");
  }

  @Test
  void theDefaultTimeoutIsForRequests() throws IOException {
    CountDownLatch release = new CountDownLatch(1);
    GW.origins()
        .start(
            "held",
            connection -> {
              connection.readRequest();
              release.await();
              connection.send(ANSWER + "0\r\ngrpc-status: 0\r\n\r\n");
            });
    GW.origins().start("silent", Script.silent());
    GW.serve(
        RunningGateway.SETTINGS
            .with(Catalogue.REQUEST_TIMEOUT, Duration.ofMillis(300))
            .with(Catalogue.WORKERS, 1),
        GATEWAY,
        GW.origins().backends(),
        routeTo("r", "held"),
        route(
            "bounded",
            "rules:\n- matches: [{path: {value: /bounded}}]\n  backendRefs: ["
                + ref("silent")
                + "]\n"));

    try (RawClient client = GW.connect()) {
      client.send(text("/pkg.Echo/Echo"));
      RunningGateway.eventually(
          "the call at its backend", () -> !GW.origins().requests("held").isEmpty());
      // Two requests that began later and ran into the default one after the other.
      assertThat(GW.get("h", "/bounded").status()).isEqualTo(504);
      assertThat(GW.get("h", "/bounded").status()).isEqualTo(504);
      release.countDown();
      assertThat(client.readFinalResponse("POST").trailers())
          .containsExactly(new Field("grpc-status", "0"));
    }
  }

  @Test
  void aRouteRetriesTheStatusThatSaysTheSame() throws IOException {
    String unavailable =
        "HTTP/1.1 200 OK\r\ncontent-type: application/grpc\r\ngrpc-status: 14\r\n"
            + "content-length: 0\r\n\r\n";
    GW.origins()
        .start(
            "shaky",
            Script.always(unavailable),
            Script.always(ANSWER + "0\r\ngrpc-status: 0\r\n\r\n"));
    GW.serve(
        GATEWAY,
        GW.origins().backends(),
        route("r", "rules:\n- retry: {codes: [503]}\n  backendRefs: [" + ref("shaky") + "]\n"));

    assertThat(call("/pkg.Echo/Echo").trailers()).containsExactly(new Field("grpc-status", "0"));
    GW.awaitMetric(1, "rauta_upstream_retries_total");
  }

  @Test
  void aClientThatLeavesHasCancelled() throws IOException {
    ScriptedOrigin silent = GW.origins().start("silent", Script.silent());
    GW.serve(GATEWAY, GW.origins().backends(), routeTo("r", "silent"));

    try (RawClient client = GW.connect()) {
      client.send(text("/pkg.Echo/Echo"));
      RunningGateway.eventually("the call at its backend", () -> !silent.connections().isEmpty());
      client.reset();
    }
    GW.awaitMetric(1, "rauta_grpc_calls_total", "grpc_status=\"1\"");
    RunningGateway.eventually(
        "end of the attempt",
        () ->
            silent.connections().stream()
                .map(OriginConnection::end)
                .noneMatch(ConnectionEnd.OPEN::equals));
  }

  @Test
  void aBrokenRuleIsUnavailable() throws IOException {
    GW.serve(GATEWAY, routeTo("r", "absent"));

    assertThat(call("/pkg.Echo/Echo").value("grpc-status")).hasValue("14");
  }

  private static Message call(String path, String... fields) throws IOException {
    try (RawClient client = GW.connect()) {
      client.send(text(path, fields));
      return client.readFinalResponse("POST");
    }
  }

  private static String text(String path, String... fields) {
    StringBuilder text = new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: h\r\n");
    for (String[] some : new String[][] {CALL, fields}) {
      for (String field : some) {
        text.append(field).append("\r\n");
      }
    }
    return text.append("\r\n").toString();
  }
}
