package io.rauta.app.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rauta.app.explain.ExplainRun.Writing;
import io.rauta.app.output.OutputFormat;
import io.rauta.app.output.Style;
import io.rauta.app.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Calls of gRPC are explained as such. */
final class ExplainCallTest {

  private static final Path CALLS = Path.of("src/test/resources/why/calls.yaml");
  private static final String GRPC = "content-type: application/grpc";

  @Test
  void rulesOfGrpcRoutesAreAskedFirst() throws IOException {
    JsonNode told = json("/pkg.Echo/Echo", GRPC, "version: one", "grpc-timeout: 5S");
    assertThat(told.at("/rule/route").asText()).isEqualTo("GRPCRoute/default/calls");
    assertThat(told.at("/rule/name").asText()).isEqualTo("one");
    assertThat(told.at("/rule/accepts").asText())
        .isEqualTo("gRPC, service = pkg.Echo, method = Echo, header version = one");
    assertThat(told.at("/answer/shares/0/backend").asText()).isEqualTo("Backend/default/echo/h2");
    assertThat(told.at("/timeouts/0/value").asText()).isEqualTo("5S");
    assertThat(told.at("/timeouts/0/source").asText()).isEqualTo("grpc-timeout of the client");
    assertThat(told.at("/timeouts/1/value").asText()).isEqualTo("none");
    assertThat(candidates(told))
        .containsExactly(
            "the path names another service or method",
            "the first that accepts the request",
            "accepts it too, but comes later: its method is shorter, a pattern, or any",
            "accepts it too, but comes later: rules of GRPCRoutes go before it for calls of gRPC");
  }

  @Test
  void otherRequestsAreNoneOfTheirs() throws IOException {
    JsonNode told = json("/pkg.Echo/Echo");
    assertThat(told.at("/rule/route").asText()).isEqualTo("HTTPRoute/default/pages");
    assertThat(candidates(told).subList(1, 3))
        .containsOnly("it is no call of gRPC, which is a POST with content-type application/grpc");
  }

  @Test
  void answersOfTheGatewayAreToldAsStatus() throws IOException {
    JsonNode none = json("/pkg.Other/Echo", GRPC).path("answer");
    assertThat(none.path("cause").asText()).isEqualTo("no_route");
    assertThat(none.path("grpcStatus").asInt()).isEqualTo(12);
    JsonNode broken = json("/pkg.Broken/Echo", GRPC).at("/answer/shares/0/instead");
    assertThat(broken.path("grpcStatus").asInt()).isEqualTo(14);
    assertThat(json("/pkg.Other/Echo").path("answer").has("grpcStatus")).isFalse();
  }

  @Test
  void textTellsBoth() {
    assertThat(run(OutputFormat.TEXT, "/pkg.Other/Echo", GRPC))
        .contains("404 no_route, told as grpc-status 12, of the gateway: no rule for the host");
  }

  private static List<String> candidates(JsonNode told) {
    return Stream.iterate(0, i -> i + 1)
        .limit(told.path("candidates").size())
        .map(i -> told.path("candidates").path(i).path("why").asText())
        .toList();
  }

  private static JsonNode json(String path, String... fields) throws IOException {
    return new ObjectMapper().readTree(run(OutputFormat.JSON, path, fields));
  }

  private static String run(OutputFormat format, String path, String... fields) {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    AskedRequest.Parsed asked =
        AskedRequest.of("POST", "http://www.example.com:8080" + path, List.of(fields));
    ExplainRun.run(
        List.of(CALLS),
        ((AskedRequest.Parsed.Good) asked).request(),
        Settings.defaults(),
        new Writing(format, Style.PLAIN),
        new PrintStream(written, true, StandardCharsets.UTF_8),
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
    return written.toString(StandardCharsets.UTF_8);
  }
}
