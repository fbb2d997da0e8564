package io.rauta.testkit.cases;

import static io.rauta.testkit.Manifests.GATEWAY;
import static io.rauta.testkit.Manifests.ref;
import static io.rauta.testkit.Manifests.route;
import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.origins.Message;
import io.rauta.origins.MessageHead;
import io.rauta.origins.RawClient;
import io.rauta.origins.Script;
import io.rauta.testkit.RunningGateway;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Copies of requests, and that nobody waits for them. */
final class MirrorTest {

  @RegisterExtension static final RunningGateway GW = new RunningGateway();

  private static final String COPIES = "rauta_mirrored_requests_total";

  @Test
  void copyIsTheRequestAsItWasReceived() throws IOException {
    GW.origins().answering("a", "m", "k");
    serve(
        """
        rules:
        - matches: [{path: {value: /p}}]
          filters:
          - type: RequestHeaderModifier
            requestHeaderModifier: {set: [{name: X-Set, value: new}], remove: [X-Client]}
          - type: URLRewrite
            urlRewrite:
              hostname: rewritten.example
              path: {type: ReplacePrefixMatch, replacePrefixMatch: /new}
          - {type: RequestMirror, requestMirror: {backendRef: %2$s}}
          - {type: RequestMirror, requestMirror: {backendRef: %3$s}}
          backendRefs: [%1$s]
        """
            .formatted(ref("a"), ref("m"), ref("k")));

    Message answer = post("/%70/./x?q=/../%41", "the body", "X-Client: 1", "Authorization: secret");

    assertThat(answer.bodyText()).isEqualTo("a");
    assertThat(GW.origins().requests("a").getFirst().head().target()).isEqualTo("/new/x?q=/../%41");
    for (String name : new String[] {"m", "k"}) {
      Message copy = onlyRequest(name);
      MessageHead head = copy.head();
      assertThat(head.method()).isEqualTo("POST");
      assertThat(head.target()).isEqualTo("/p/x?q=/../%41");
      assertThat(copy.bodyText()).isEqualTo("the body");
      assertThat(head.values("host")).containsExactly("h.example:99");
      assertThat(head.values("x-client")).containsExactly("1");
      assertThat(head.values("x-set")).isEmpty();
      assertThat(head.values("authorization")).containsExactly("secret");
      assertThat(head.values("x-forwarded-for")).containsExactly("127.0.0.1");
    }
    GW.awaitMetric(2, COPIES, "outcome=\"answered\"");
    assertThat(GW.metric("rauta_requests_total")).isEqualTo(1);
  }

  @Test
  void copyHasTheTrailersToo() throws IOException {
    GW.origins().answering("a", "m");
    serve(
        """
        rules:
        - filters:
          - {type: RequestMirror, requestMirror: {backendRef: %2$s}}
          backendRefs: [%1$s]
        """
            .formatted(ref("a"), ref("m")));
    try (RawClient client = GW.connect()) {
      client.send(
          "POST / HTTP/1.1\r\nHost: a\r\nTE: trailers\r\nConnection: te\r\n"
              + "Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\nX-Sum: 7\r\n\r\n");
      assertThat(client.readFinalResponse("POST").status()).isEqualTo(200);
    }
    assertThat(onlyRequest("a").trailers()).hasSize(1);
    assertThat(onlyRequest("m").trailers()).isEqualTo(onlyRequest("a").trailers());
  }

  @Test
  void shareIsExactAndTheOneOfABackendIsItsOwn() throws IOException {
    GW.origins().answering("a", "m", "k", "o");
    serve(
        """
        rules:
        - filters:
          - {type: RequestMirror, requestMirror: {percent: 20, backendRef: %2$s}}
          - type: RequestMirror
            requestMirror: {fraction: {numerator: 1, denominator: 2}, backendRef: %3$s}
          - {type: RequestMirror, requestMirror: {percent: 0, backendRef: %4$s}}
          backendRefs:
          - group: gateway.rauta.io
            kind: Backend
            name: a
            filters: [{type: RequestMirror, requestMirror: {backendRef: %4$s}}]
        """
            .formatted(ref("a"), ref("m"), ref("k"), ref("o")));
    for (int i = 0; i < 100; i++) {
      assertThat(GW.get("h", "/").bodyText()).isEqualTo("a");
    }
    GW.awaitMetric(100 + received("m") + received("k"), COPIES, "outcome=\"answered\"");
    assertThat(received("m")).isBetween(18, 22);
    assertThat(received("k")).isBetween(48, 52);
    assertThat(received("o")).isEqualTo(100);
  }

  @Test
  void mirrorThatIsDeadOrSilentOrDoesNotReadHoldsNobodyUp() throws IOException {
    GW.origins().answering("a");
    GW.origins().start("silent", Script.silent());
    GW.origins()
        .start(
            "stuck",
            connection -> {
              connection.readHead();
              connection.delay(Duration.ofMinutes(1));
            });
    serve(
        """
        rules:
        - filters:
          - {type: RequestMirror, requestMirror: {backendRef: %2$s}}
          - {type: RequestMirror, requestMirror: {backendRef: %3$s}}
          - {type: RequestMirror, requestMirror: {backendRef: %4$s}}
          backendRefs: [%1$s]
        """
            .formatted(ref("a"), ref("dead"), ref("silent"), ref("stuck")),
        """
        apiVersion: gateway.rauta.io/v1alpha1
        kind: Backend
        metadata: {name: dead}
        spec: {endpoints: [{ip: {address: 127.0.0.1, port: 1}}]}
        """);

    String large = "x".repeat(16 * 1024 * 1024);
    assertThat(post("/", large).bodyText()).isEqualTo("a");
    assertThat(GW.origins().requests("a").getFirst().body()).hasSize(large.length());
    GW.awaitMetric(1, COPIES, "outcome=\"failed\"");
    RunningGateway.eventually(
        "a copy that is not taken is cut", () -> GW.metric(COPIES, "outcome=\"cut\"") >= 1);
    assertThat(GW.metric("rauta_active_requests")).isZero();
  }

  @Test
  void requestThatEndsEarlyEndsItsCopy() throws IOException {
    GW.origins().start("a", Script.silent());
    GW.origins().start("m", Script.silent());
    serve(mirroring("a", "m"));
    try (RawClient client = GW.connect()) {
      client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nabc");
      GW.awaitMetric(2, "rauta_upstream_connections_active");
      client.reset();
    }
    GW.awaitMetric(1, COPIES, "outcome=\"cut\"");
    GW.awaitMetric(0, "rauta_upstream_connections_active");
  }

  @Test
  void mirrorInAnotherNamespaceGetsNoCredentials() throws IOException {
    GW.origins().answering("a", "m");
    serve(
        """
        rules:
        - filters:
          - type: RequestMirror
            requestMirror:
              backendRef: {group: gateway.rauta.io, kind: Backend, name: f, namespace: other}
          backendRefs: [%s]
        """
            .formatted(ref("a")),
        """
        apiVersion: gateway.rauta.io/v1alpha1
        kind: Backend
        metadata: {name: f, namespace: other}
        spec: {endpoints: [{ip: {address: 127.0.0.1, port: %d}}]}
        """
            .formatted(GW.origins().port("m")),
        """
        apiVersion: gateway.networking.k8s.io/v1beta1
        kind: ReferenceGrant
        metadata: {name: g, namespace: other}
        spec:
          from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: default}]
          to: [{group: gateway.rauta.io, kind: Backend}]
        """);
    GW.get("h", "/", "Authorization: secret", "Cookie: secret", "X-Kept: 1");
    MessageHead copy = onlyRequest("m").head();
    assertThat(copy.values("authorization")).isEmpty();
    assertThat(copy.values("cookie")).isEmpty();
    assertThat(copy.values("x-kept")).containsExactly("1");
    assertThat(GW.origins().requests("a").getFirst().head().values("authorization"))
        .containsExactly("secret");
  }

  @Test
  void mirrorThatDoesNotExistIsLeftOut() throws IOException {
    GW.origins().answering("a");
    serve(mirroring("a", "nowhere"));
    assertThat(GW.get("h", "/").bodyText()).isEqualTo("a");
    assertThat(GW.routeConditions("r").toString()).contains("BackendNotFound");
  }

  @Test
  void answerOfAMirrorIsDroppedHoweverItLooks() throws IOException {
    GW.origins().answering("a");
    GW.origins()
        .start(
            "m",
            connection -> {
              connection.readRequest();
              connection.send(
                  "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 500 No\r\n"
                      + "transfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
              connection.readRequest();
              connection.send("nonsense\r\n\r\n");
            });
    serve(mirroring("a", "m"));
    try (RawClient client = GW.connect()) {
      assertThat(client.get("h", "/").bodyText()).isEqualTo("a");
      GW.awaitMetric(1, COPIES, "outcome=\"answered\"");
      assertThat(client.get("h", "/").bodyText()).isEqualTo("a");
      GW.awaitMetric(1, COPIES, "outcome=\"failed\"");
      assertThat(client.get("h", "/").bodyText()).isEqualTo("a");
    }
  }

  private static String mirroring(String backend, String mirror) {
    return """
    rules:
    - filters: [{type: RequestMirror, requestMirror: {backendRef: %s}}]
      backendRefs: [%s]
    """
        .formatted(ref(mirror), ref(backend));
  }

  private static void serve(String spec, String... more) {
    String[] documents = new String[more.length + 3];
    documents[0] = GATEWAY;
    documents[1] = GW.origins().backends();
    documents[2] = route("r", spec);
    System.arraycopy(more, 0, documents, 3, more.length);
    GW.serve(documents);
  }

  private static int received(String name) {
    return GW.origins().requests(name).size();
  }

  private static Message onlyRequest(String name) {
    RunningGateway.eventually("a copy for " + name, () -> received(name) == 1);
    return GW.origins().requests(name).getFirst();
  }

  private static Message post(String target, String body, String... fields) throws IOException {
    try (RawClient client = GW.connect()) {
      client.send(
          "POST "
              + target
              + " HTTP/1.1\r\nHost: h.example:99\r\n"
              + String.join("\r\n", fields)
              + (fields.length == 0 ? "" : "\r\n")
              + "Content-Length: "
              + body.length()
              + "\r\n\r\n"
              + body);
      return client.readFinalResponse("POST");
    }
  }
}
