package io.rauta.app.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rauta.app.explain.ExplainRun.Ending;
import io.rauta.app.explain.ExplainRun.Writing;
import io.rauta.app.output.OutputFormat;
import io.rauta.app.output.Style;
import io.rauta.app.settings.Catalogue;
import io.rauta.app.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExplainRunTest {

  private static final Path SHOP = Path.of("src/test/resources/why/shop.yaml");

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  private static final String WHOLE_WAY =
      """
      GET http://www.example.com:8080/x/../cart/7?q=1

      address   *:8080 (the port of the URL)
      listener  default/gw/shop, hostname *.example.com
      host      www.example.com
      path      /cart/7?q=1
      route     HTTPRoute/default/shop, hostname www.example.com
      rule      spec.rules[1].matches[0] "cart"
      match     prefix /cart
      filters   1. RequestHeaderModifier: set authorization: [redacted], remove x-b
                2. URLRewrite: prefix /cart by /v2
      answer    of the backend
                   90 % Backend/default/cart at 127.0.0.1:9000
                        gets GET /v2/7?q=1, host www.example.com:8080
                   10 % none
                        500 broken_route of the gateway: spec.rules[1].backendRefs[1]: \
      Service default/absent does not exist

      Timeouts
        request, from its head to the end of the answer  10s      HTTPRoute/default/shop \
      spec.rules[1].timeouts.request
        one attempt, until its answer begins             none     the route sets none
        connecting to the backend                        1s       upstream.connect-timeout, \
      set by --upstream-connect-timeout
        request head                                     10s      default of \
      timeouts.request-head
        silence inside a body                            30s      default of \
      timeouts.body-idle
        slowest body, on average over 10 s               240 B/s  default of \
      timeouts.body-min-rate
        silence of a WebSocket or event stream           5m       default of \
      timeouts.stream-idle
        wait for the next request                        1m       default of \
      timeouts.keep-alive
        unused connection to the backend                 1m       default of \
      upstream.idle-timeout
        age of a connection to the backend               1h       default of \
      upstream.max-age
        request under way when the process stops         30s      default of \
      drain.timeout

      Retries
        attempts after the first                        3                                 \
      HTTPRoute/default/shop spec.rules[1].retry.attempts
        after an answer with one of the statuses        500 503, body up to 64 KiB        \
      HTTPRoute/default/shop spec.rules[1].retry.codes
        after a connection refused or not made in time  yes                               \
      HTTPRoute/default/shop spec.rules[1].retry
        after an attempt that took too long             none                              \
      the route sets no timeouts.backendRequest
        after a request lost on a reused connection     if idempotent, body up to 64 KiB  \
      always, unless retry.attempts is 0
        pause before such an attempt                    100ms, doubled up to 1s           \
      HTTPRoute/default/shop spec.rules[1].retry.backoff
        such attempts at once                           10, or 1 of 5 live requests       \
      built in, for each worker

      Candidates in order of precedence
          1. lost HTTPRoute/default/shop spec.rules[0].matches[0], hostname \
      www.example.com: prefix /cart, header x-canary = yes
                  there is no header x-canary
          2. won  HTTPRoute/default/shop spec.rules[1].matches[0] "cart", hostname \
      www.example.com: prefix /cart
                  the first that accepts the request
          3. lost HTTPRoute/default/twin spec.rules[0].matches[0], hostname \
      www.example.com: prefix /cart
                  accepts it too, but comes later: its route is younger, or as old and \
      later by name
          4. lost HTTPRoute/default/shop spec.rules[2].matches[0], hostname \
      www.example.com: prefix /old
                  the path is not below it
          5. lost HTTPRoute/default/shop spec.rules[3].matches[0], hostname \
      www.example.com: prefix /
                  accepts it too, but comes later: its path is shorter

      Not asked
        listener default/gw/http (*): its hostname is less specific than the owner's
        HTTPRoute/default/elsewhere: gw does not accept it (NoMatchingParent): \
      spec.parentRefs[0] Gateway default/gw section nowhere has no such listener
      """;

  @Test
  void textTellsTheWholeWay() {
    Settings settings =
        Settings.defaults().with(Catalogue.UPSTREAM_CONNECT_TIMEOUT, Duration.ofSeconds(1));
    assertThat(
            run(settings, OutputFormat.TEXT, "GET", "http://www.example.com:8080/x/../cart/7?q=1"))
        .isEqualTo(Ending.EXPLAINED);
    assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo(WHOLE_WAY);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "GET, http://www.example.com:8080/old/x, 301, redirect,"
        + " the route sends the client elsewhere: http://new.example.com:8080/old/x",
    "GET, http://other.example.com:8080/, 404, no_route, no route of the listener has the host",
    "GET, http://elsewhere.org:8080/, 404, no_route, no route of the listener has the host",
    "TRACE, http://www.example.com:8080/, 405, method_not_allowed,"
        + " CONNECT and TRACE are not served",
    "GET, http://www.example.com:8080/%00, 400, bad_request,"
        + " the request breaks the grammar or the framing rules of HTTP",
    "OPTIONS, *, 204, options, OPTIONS * asks about the gateway itself",
  })
  void answersOfTheGatewaySayWhichAndWhy(
      String method, String url, int status, String cause, String why) throws IOException {
    JsonNode answer = json(method, url).path("answer");
    assertThat(answer.path("status").asInt()).isEqualTo(status);
    assertThat(answer.path("cause").asText()).isEqualTo(cause);
    assertThat(answer.path("why").asText()).isEqualTo(why);
  }

  @Test
  void jsonHoldsTheRuleAndTheCandidates() throws IOException {
    JsonNode told = json("GET", "http://www.example.com:8080/");
    assertThat(told.at("/rule/route").asText()).isEqualTo("HTTPRoute/default/shop");
    assertThat(told.at("/rule/rule").asInt()).isEqualTo(3);
    assertThat(told.at("/answer/shares/0/instead/cause").asText()).isEqualTo("no_endpoint");
    assertThat(told.path("candidates")).hasSize(5);
    assertThat(told.at("/candidates/4/outcome").asText()).isEqualTo("won");
    assertThat(told.path("timeouts")).isNotEmpty();
  }

  @Test
  void retriesThatNobodyAskedForAreToldToo() throws IOException {
    JsonNode told = json("GET", "http://www.example.com:8080/");
    assertThat(told.at("/retries/0/value").asText()).isEqualTo("1");
    assertThat(told.at("/retries/0/source").asText()).isEqualTo("the route sets no retry");
    assertThat(told.at("/retries/1/name").asText()).isEqualTo("after a refused connection");
    assertThat(told.at("/retries/1/value").asText()).isEqualTo("at another endpoint");
  }

  @Test
  void whereNoBackendIsAskedNothingIsTriedAgain() throws IOException {
    assertThat(json("GET", "http://www.example.com:8080/old").path("retries")).isEmpty();
    assertThat(json("TRACE", "http://www.example.com:8080/").path("retries")).isEmpty();
  }

  @Test
  void rulesAreCalledByTheirNames() throws IOException {
    JsonNode told = json("GET", "http://www.example.com:8080/cart");
    assertThat(told.at("/rule/name").asText()).isEqualTo("cart");
    assertThat(told.at("/candidates/1/name").asText()).isEqualTo("cart");
    assertThat(told.at("/candidates/0").has("name")).isFalse();
  }

  @Test
  void aPortWithoutListenerIsNoConnection() throws IOException {
    assertThat(json("GET", "http://www.example.com:81/").at("/answer/why").asText())
        .isEqualTo("nothing listens on port 81; listeners: *:8080");
  }

  @Test
  void filesThatAreNotThereAreNamed() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Ending ending =
        ExplainRun.run(
            List.of(Path.of("absent.yaml")),
            asked("GET", "/"),
            Settings.defaults(),
            new Writing(OutputFormat.TEXT, Style.PLAIN),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(errors, true, StandardCharsets.UTF_8));
    assertThat(ending).isEqualTo(Ending.NO_FILES);
    assertThat(errors.toString(StandardCharsets.UTF_8)).isEqualTo("absent.yaml: does not exist\n");
  }

  private JsonNode json(String method, String url) throws IOException {
    run(Settings.defaults(), OutputFormat.JSON, method, url);
    return new ObjectMapper().readTree(written.toByteArray());
  }

  private Ending run(Settings settings, OutputFormat format, String method, String url) {
    return ExplainRun.run(
        List.of(SHOP),
        asked(method, url),
        settings,
        new Writing(format, Style.PLAIN),
        new PrintStream(written, true, StandardCharsets.UTF_8),
        new PrintStream(errors, true, StandardCharsets.UTF_8));
  }

  private static AskedRequest asked(String method, String url) {
    return ((AskedRequest.Parsed.Good) AskedRequest.of(method, url, List.of())).request();
  }
}
