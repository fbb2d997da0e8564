package io.rauta.testkit.cases;

import static io.rauta.testkit.HeadAssert.assertThatHead;
import static io.rauta.testkit.Manifests.GATEWAY;
import static io.rauta.testkit.Manifests.ref;
import static io.rauta.testkit.Manifests.route;
import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.origins.Message;
import io.rauta.origins.MessageHead;
import io.rauta.testkit.RunningGateway;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Redirections and rewrites. */
final class UrlFilterTest {

  @RegisterExtension static final RunningGateway GW = new RunningGateway();
  private static final AtomicInteger ids = new AtomicInteger();

  private static final String REDIRECTS =
      """
      rules:
      - matches: [{path: {value: /host}}]
        filters: [{type: RequestRedirect, requestRedirect: {hostname: example.org}}]
      - matches: [{path: {value: /https}}]
        filters:
        - {type: RequestRedirect, requestRedirect: {scheme: https, statusCode: 301}}
        - type: ResponseHeaderModifier
          responseHeaderModifier:
            set: [{name: Cache-Control, value: max-age=60}, {name: X-Sent-By, value: gw}]
      - matches: [{path: {value: /prefix}}]
        filters:
        - type: RequestRedirect
          requestRedirect:
            statusCode: 308
            port: 80
            path: {type: ReplacePrefixMatch, replacePrefixMatch: /new/}
      """;

  @Test
  void redirectsSayWhereToGo() throws IOException {
    GW.serve(GATEWAY, route("r", REDIRECTS));

    Message plain = GW.get("h.example:99", "/host/a?b=%41&c=/../");
    assertThat(plain.status()).isEqualTo(302);
    assertThat(plain.bodyText()).isEqualTo("Found\n");
    assertThatHead(plain.head())
        .has("location", "http://example.org:" + GW.port() + "/host/a?b=%41&c=/../");

    Message https = GW.get("h.example:99", "/%68ttps/./x");
    assertThat(https.status()).isEqualTo(301);
    assertThatHead(https.head())
        .has("location", "https://h.example/https/x")
        .has("cache-control", "max-age=60")
        .has("x-sent-by", "gw");

    Message prefix = GW.send("POST", "h.example", "/prefix", "Content-Length: 0");
    assertThat(prefix.status()).isEqualTo(308);
    assertThatHead(prefix.head()).has("location", "http://h.example/new");
    assertThat(GW.metric("rauta_local_replies_total", "cause=\"redirect\"", "code=\"308\""))
        .isEqualTo(1);
  }

  @Test
  void redirectLeavesTheConnectionOpenUnlessABodyIsStillToCome() throws IOException {
    GW.serve(
        GATEWAY,
        route(
            "r",
            """
            rules:
            - filters: [{type: RequestRedirect, requestRedirect: {hostname: example.org}}]
            """));
    try (var client = GW.connect()) {
      client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc");
      assertThat(client.readFinalResponse("POST").status()).isEqualTo(302);
      client.send("HEAD / HTTP/1.1\r\nHost: h\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n");
      assertThat(client.readFinalResponse("HEAD").status()).isEqualTo(302);
      assertThat(client.readFinalResponse("GET").status()).isEqualTo(302);
    }
  }

  @Test
  void oneBackendOfARuleCanBeARedirect() throws IOException {
    GW.origins().answering("a");
    GW.serve(
        GATEWAY,
        GW.origins().backends(),
        route(
            "r",
            """
            rules:
            - backendRefs:
              - {group: gateway.rauta.io, kind: Backend, name: a, weight: 0}
              - group: gateway.rauta.io
                kind: Backend
                name: a
                filters:
                - {type: RequestRedirect, requestRedirect: {hostname: example.org, port: 80}}
            """));
    Message answer = GW.get("h", "/x");
    assertThat(answer.status()).isEqualTo(302);
    assertThatHead(answer.head()).has("location", "http://example.org/x");
    assertThat(GW.origins().requests("a")).isEmpty();
  }

  @Test
  void hostAndPathAreRewritten() throws IOException {
    GW.origins().answering("a");
    GW.serve(GATEWAY, GW.origins().backends(), route("r", rewrites(ref("a"))));

    assertThat(rewritten("/strip/one/two?x=/strip/one").target()).isEqualTo("/two?x=/strip/one");
    assertThat(rewritten("/strip/one").target()).isEqualTo("/");
    assertThat(rewritten("/strip/one//two").target()).isEqualTo("/two");
    assertThat(rewritten("/strip/%6fne/x/../two").target()).isEqualTo("/two");
    assertThat(rewritten("/strip/one/%2e%2e%2f/").target()).isEqualTo("/..%2f/");

    MessageHead both = rewritten("/both/x?q");
    assertThat(both.target()).isEqualTo("/full?q");
    assertThatHead(both)
        .has("host", "new.example.org")
        .has("x-forwarded-host", "h.example:99")
        .has("x-set", "new");

    MessageHead backend = rewritten("/backend/x");
    assertThat(backend.target()).isEqualTo("/b/x");
    assertThatHead(backend).has("host", "backend.example.org");
  }

  private static MessageHead rewritten(String target) throws IOException {
    String id = "x" + ids.incrementAndGet();
    assertThat(GW.get("h.example:99", target, "X-Request-Id: " + id).bodyText()).isEqualTo("a");
    return GW.origins().requests("a").stream()
        .map(Message::head)
        .filter(head -> head.values("x-request-id").contains(id))
        .findFirst()
        .orElseThrow();
  }

  private static String rewrites(String backend) {
    return """
    rules:
    - matches: [{path: {value: /strip/one}}]
      filters:
      - type: URLRewrite
        urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /}}
      backendRefs: [%1$s]
    - matches: [{path: {value: /both}}]
      filters:
      - type: URLRewrite
        urlRewrite:
          hostname: new.example.org
          path: {type: ReplaceFullPath, replaceFullPath: /full}
      - type: RequestHeaderModifier
        requestHeaderModifier: {set: [{name: X-Set, value: new}]}
      backendRefs: [%1$s]
    - matches: [{path: {value: /backend}}]
      backendRefs:
      - group: gateway.rauta.io
        kind: Backend
        name: a
        filters:
        - type: URLRewrite
          urlRewrite:
            hostname: backend.example.org
            path: {type: ReplacePrefixMatch, replacePrefixMatch: /b}
    """
        .formatted(backend);
  }
}
