package io.rauta.testkit.cases;

import static io.rauta.testkit.Manifests.GATEWAY;
import static io.rauta.testkit.Manifests.ref;
import static io.rauta.testkit.Manifests.route;
import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.origins.MessageHead;
import io.rauta.origins.Script;
import io.rauta.testkit.RunningGateway;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What pages of other origins may do, with the policies of the conformance tests. */
final class CorsTest {

  @RegisterExtension static final RunningGateway GW = new RunningGateway();

  private static final String ALLOW_ORIGIN = "access-control-allow-origin";
  private static final String ALLOW_METHODS = "access-control-allow-methods";
  private static final String ALLOW_HEADERS = "access-control-allow-headers";
  private static final String CREDENTIALS = "access-control-allow-credentials";
  private static final String EXPOSED = "access-control-expose-headers";
  private static final String MAX_AGE = "access-control-max-age";

  private static final String RULES =
      """
      rules:
      - matches: [{path: {value: /lists}}]
        filters:
        - type: CORS
          cors:
            allowOrigins: ["https://www.foo.com", "https://*.bar.com"]
            allowMethods: [GET, OPTIONS]
            allowHeaders: [x-header-1, x-header-2]
            exposeHeaders: [x-header-3, x-header-4]
            allowCredentials: true
            maxAge: 3600
        backendRefs: [%1$s]
      - matches: [{path: {value: /stars}}]
        filters:
        - type: CORS
          cors: {allowOrigins: ["*"], allowMethods: ["*"], allowHeaders: ["*"]}
        backendRefs: [%1$s]
      - matches: [{path: {value: /credentials}}]
        filters:
        - type: CORS
          cors:
            allowOrigins: ["*"]
            allowMethods: ["*"]
            allowHeaders: ["*"]
            exposeHeaders: ["*"]
            allowCredentials: true
        backendRefs: [%1$s]
      - matches: [{path: {value: /empty}}]
        filters: [{type: CORS, cors: {allowOrigins: ["https://www.foo.com"]}}]
        backendRefs: [{group: gateway.rauta.io, kind: Backend, name: empty}]
      """;

  @BeforeEach
  void serve() {
    GW.origins()
        .start(
            "a",
            Script.always(
                "HTTP/1.1 200 OK\r\naccess-control-allow-origin: http://of.backend\r\n"
                    + "Access-Control-Allow-Credentials: true\r\nvary: accept\r\n"
                    + "content-length: 2\r\n\r\nhi"));
    GW.serve(
        GATEWAY,
        GW.origins().backends(),
        route("r", RULES.replace("%1$s", ref("a"))),
        """
        apiVersion: gateway.rauta.io/v1alpha1
        kind: Backend
        metadata: {name: empty}
        spec: {endpoints: [{ip: {address: 127.0.0.1, port: 1}}]}
        """);
  }

  @Test
  void preflightOfAnAllowedOriginIsAnsweredWithTheLists() throws IOException {
    for (String origin :
        new String[] {"https://www.foo.com", "https://www.bar.com", "https://x.www.bar.com"}) {
      MessageHead head =
          preflight("/lists", origin, "GET", "Access-Control-Request-Headers: x-header-1");
      assertThat(head.status()).isEqualTo(204);
      assertThat(head.values(ALLOW_ORIGIN)).containsExactly(origin);
      assertThat(head.values(ALLOW_METHODS)).containsExactly("GET, OPTIONS");
      assertThat(head.values(ALLOW_HEADERS)).containsExactly("x-header-1, x-header-2");
      assertThat(head.values(EXPOSED)).containsExactly("x-header-3, x-header-4");
      assertThat(head.values(CREDENTIALS)).containsExactly("true");
      assertThat(head.values(MAX_AGE)).containsExactly("3600");
      assertThat(head.value("vary").orElseThrow())
          .contains("origin", "access-control-request-method", "access-control-request-headers");
    }
    assertThat(GW.origins().requests("a")).isEmpty();
    assertThat(GW.metric("rauta_local_replies_total", "cause=\"preflight\"")).isEqualTo(3);
  }

  @Test
  void preflightOfAnotherOriginIsAnsweredWithNothing() throws IOException {
    MessageHead head = preflight("/lists", "https://bar.com", "GET");
    assertThat(head.status()).isEqualTo(204);
    assertThat(head.fields()).noneMatch(field -> field.name().startsWith("access-control"));
    assertThat(GW.origins().requests("a")).isEmpty();
  }

  @Test
  void everythingIsAllowedByNamingWhatWasAskedFor() throws IOException {
    MessageHead stars =
        preflight("/stars", "https://a:12345", "PUT", "Access-Control-Request-Headers: x, y");
    assertThat(stars.values(ALLOW_ORIGIN)).containsExactly("*");
    assertThat(stars.values(ALLOW_METHODS)).containsExactly("PUT");
    assertThat(stars.values(ALLOW_HEADERS)).containsExactly("x, y");
    assertThat(stars.values(MAX_AGE)).containsExactly("5");
    assertThat(stars.values(CREDENTIALS)).isEmpty();

    MessageHead credentials = preflight("/credentials", "https://other.foo.com", "PUT");
    assertThat(credentials.values(ALLOW_ORIGIN)).containsExactly("https://other.foo.com");
    assertThat(credentials.values(ALLOW_METHODS)).containsExactly("PUT");
    assertThat(credentials.values(ALLOW_HEADERS)).isEmpty();
    assertThat(credentials.values(EXPOSED)).isEmpty();
    assertThat(credentials.values(CREDENTIALS)).containsExactly("true");
  }

  @Test
  void requestsAreForwardedAndWhatTheBackendSaysIsReplaced() throws IOException {
    MessageHead allowed = answer("/lists", "Origin: https://www.foo.com");
    assertThat(allowed.values(ALLOW_ORIGIN)).containsExactly("https://www.foo.com");
    assertThat(allowed.values(CREDENTIALS)).containsExactly("true");
    assertThat(allowed.values(EXPOSED)).containsExactly("x-header-3, x-header-4");
    assertThat(allowed.values(ALLOW_METHODS)).isEmpty();
    assertThat(allowed.values("vary")).containsExactly("accept", "origin");

    MessageHead refused = answer("/lists", "Origin: https://foobar.com");
    assertThat(refused.values(ALLOW_ORIGIN)).isEmpty();
    assertThat(refused.values(CREDENTIALS)).isEmpty();
    assertThat(refused.values("vary")).containsExactly("accept", "origin");

    MessageHead noPreflight =
        answer("/lists", "Origin: https://www.foo.com", "Access-Control-Request-Method: GET");
    assertThat(noPreflight.values(ALLOW_METHODS)).isEmpty();
    assertThat(answer("/lists").values(ALLOW_ORIGIN)).isEmpty();
    assertThat(GW.origins().requests("a")).hasSize(4);
  }

  @Test
  void answersOfTheGatewayItselfCanBeReadToo() throws IOException {
    MessageHead head = GW.get("h", "/empty", "Origin: https://www.foo.com").head();
    assertThat(head.status()).isEqualTo(502);
    assertThat(head.values(ALLOW_ORIGIN)).containsExactly("https://www.foo.com");
    assertThat(head.values("cache-control")).containsExactly("no-store");
  }

  private static MessageHead preflight(
      String target, String origin, String method, String... fields) throws IOException {
    String[] all = new String[fields.length + 2];
    all[0] = "Origin: " + origin;
    all[1] = "Access-Control-Request-Method: " + method;
    System.arraycopy(fields, 0, all, 2, fields.length);
    return GW.send("OPTIONS", "h", target, all).head();
  }

  private static MessageHead answer(String target, String... fields) throws IOException {
    var message = GW.get("h", target, fields);
    assertThat(message.bodyText()).isEqualTo("hi");
    return message.head();
  }
}
