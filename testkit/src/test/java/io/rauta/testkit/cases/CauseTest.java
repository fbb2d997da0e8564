package io.rauta.testkit.cases;

import static io.rauta.testkit.Manifests.GATEWAY;
import static io.rauta.testkit.Manifests.backend;
import static io.rauta.testkit.Manifests.ref;
import static io.rauta.testkit.Manifests.route;
import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.app.settings.Catalogue;
import io.rauta.app.settings.Settings;
import io.rauta.origins.FullAcceptQueue;
import io.rauta.origins.RawClient;
import io.rauta.origins.Script;
import io.rauta.proxy.http.LocalReply;
import io.rauta.testkit.RunningGateway;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every answer of the gateway's own that can be provoked carries its cause in the metrics. */
final class CauseTest {

  @RegisterExtension static final RunningGateway GW = new RunningGateway();

  private static final Settings SETTINGS =
      RunningGateway.SETTINGS
          .with(Catalogue.REQUEST_TIMEOUT, Duration.ofSeconds(1))
          .with(Catalogue.UPSTREAM_CONNECT_TIMEOUT, Duration.ofMillis(300))
          .with(Catalogue.UPSTREAM_MAX_REQUESTS, 1)
          .with(Catalogue.TIMEOUTS_REQUEST_HEAD, Duration.ofMillis(300))
          .with(Catalogue.LIMITS_REQUEST_BODY, 10L);

  /**
   * Two causes take TLS, two take a backend that speaks HTTP/2, and a fault of ours cannot be
   * provoked.
   */
  private static final Set<LocalReply> NOT_PROVOKED =
      EnumSet.of(
          LocalReply.MISDIRECTED,
          LocalReply.UPSTREAM_TLS,
          LocalReply.UPSTREAM_NO_HTTP2,
          LocalReply.UPSTREAM_NO_WEBSOCKET,
          LocalReply.INTERNAL);

  /** Whole requests by the status of their answers. */
  private static final Map<String, Integer> REQUESTS = new LinkedHashMap<>();

  static {
    REQUESTS.put("OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n", 204);
    REQUESTS.put(
        "OPTIONS /cors HTTP/1.1\r\nHost: h\r\nOrigin: http://a.b\r\n"
            + "Access-Control-Request-Method: PUT\r\n\r\n",
        204);
    for (int code : new int[] {301, 302, 303, 307, 308}) {
      REQUESTS.put(get("/" + code), code);
    }
    REQUESTS.put("GET / HTTP/1.1\r\nHost: h\r\na b: c\r\n\r\n", 400);
    REQUESTS.put(get("/nowhere"), 404);
    REQUESTS.put("TRACE / HTTP/1.1\r\nHost: h\r\n\r\n", 405);
    REQUESTS.put("GET / HT", 408);
    REQUESTS.put("POST /silent HTTP/1.1\r\nHost: h\r\nContent-Length: 11\r\n\r\n", 413);
    REQUESTS.put(get("/" + "a".repeat(9000)), 414);
    REQUESTS.put("POST /silent HTTP/1.1\r\nHost: h\r\nExpect: cake\r\n\r\n", 417);
    REQUESTS.put("GET / HTTP/1.1\r\nHost: h\r\na: " + "b".repeat(9000) + "\r\n\r\n", 431);
    REQUESTS.put(get("/absent"), 500);
    REQUESTS.put("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip\r\n\r\n", 501);
    REQUESTS.put(get("/refused"), 502);
    REQUESTS.put(get("/reset"), 502);
    REQUESTS.put(get("/nonsense"), 502);
    REQUESTS.put(get("/empty"), 503);
    REQUESTS.put(get("/unreachable"), 504);
    REQUESTS.put(get("/attempt"), 504);
    REQUESTS.put(
        "POST /silent HTTP/1.1\r\nHost: h\r\nContent-Type: application/grpc\r\n"
            + "grpc-timeout: 100m\r\nContent-Length: 0\r\n\r\n",
        200);
    REQUESTS.put("GET / HTTP/9.9\r\nHost: h\r\n\r\n", 505);
  }

  @Test
  void everyAnswerOfOursIsCounted() throws IOException {
    try (FullAcceptQueue unreachable = FullAcceptQueue.open()) {
      GW.origins().start("silent", Script.silent());
      GW.origins().start("attempt", Script.silent());
      GW.origins().start("nonsense", Script.always("nonsense\r\n\r\n"));
      GW.origins().start("reset", _ -> {}, _ -> {}, _ -> {});
      GW.origins().start("refused", Script.silent()).close();
      GW.serve(
          SETTINGS,
          GATEWAY,
          GW.origins().backends(),
          backend("unreachable", unreachable.port()),
          "{apiVersion: v1, kind: Service, metadata: {name: empty}, spec: {ports: [{port: 80}]}}",
          route("r", "rules:\n" + rules()));

      for (Map.Entry<String, Integer> request : REQUESTS.entrySet()) {
        try (RawClient client = GW.connect()) {
          client.send(request.getKey());
          assertThat(client.readFinalResponse("GET").status())
              .as(request.getKey())
              .isEqualTo(request.getValue());
        }
      }
      fillUp();

      for (LocalReply reply : EnumSet.complementOf(EnumSet.copyOf(NOT_PROVOKED))) {
        GW.awaitMetric(
            1,
            "rauta_local_replies_total",
            "cause=\"" + reply.cause() + "\"",
            "code=\"" + reply.status() + "\"");
      }
    }
  }

  /** Two requests where one may be under way: the second is over the limit, the first too slow. */
  private static void fillUp() throws IOException {
    try (RawClient first = GW.connect();
        RawClient second = GW.connect()) {
      first.send(get("/silent"));
      GW.awaitMetric(1, "rauta_active_requests");
      second.send(get("/silent"));
      assertThat(second.readFinalResponse("GET").status()).isEqualTo(503);
      assertThat(first.readFinalResponse("GET").status()).isEqualTo(504);
    }
  }

  private static String get(String target) {
    return "GET " + target + " HTTP/1.1\r\nHost: h\r\n\r\n";
  }

  private static String rules() {
    StringBuilder rules = new StringBuilder();
    for (String name : new String[] {"silent", "refused", "reset", "nonsense", "unreachable"}) {
      rules.append(rule(name, "backendRefs: [" + ref(name) + "]"));
    }
    rules.append(rule("absent", "backendRefs: [" + ref("absent") + "]"));
    rules.append(rule("empty", "backendRefs: [{name: empty, port: 80}]"));
    rules.append(
        rule(
            "attempt",
            "timeouts: {backendRequest: 200ms}\n  backendRefs: [" + ref("attempt") + "]"));
    rules.append(
        rule(
            "cors",
            "filters: [{type: CORS, cors: {allowOrigins: [http://a.b], allowMethods: [PUT]}}]\n"
                + "  backendRefs: ["
                + ref("silent")
                + "]"));
    for (int code : new int[] {301, 302, 303, 307, 308}) {
      rules.append(
          rule(
              code + "",
              "filters: [{type: RequestRedirect, requestRedirect: {statusCode: " + code + "}}]"));
    }
    return rules.toString();
  }

  private static String rule(String path, String rest) {
    return "- matches: [{path: {value: /" + path + "}}]\n  " + rest + "\n";
  }
}
