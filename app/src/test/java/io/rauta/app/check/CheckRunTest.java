package io.rauta.app.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rauta.app.check.CheckOptions.Conditions;
import io.rauta.app.check.CheckOptions.Failing;
import io.rauta.app.check.CheckRun.Ending;
import io.rauta.app.output.OutputFormat;
import io.rauta.app.output.Style;
import io.rauta.app.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckRunTest {

  private static final Path SHOP = Path.of("src/test/resources/why/shop.yaml");
  private static final CheckOptions TEXT =
      new CheckOptions(OutputFormat.TEXT, Failing.ON_ERRORS, Conditions.UNMET);

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  @Test
  void textNamesLineObjectFieldAndProblem() {
    assertThat(run(SHOP, TEXT, Style.PLAIN)).isEqualTo(Ending.FAILED);
    assertThat(text())
        .isEqualTo(
            """
            %1$s:7: Gateway default/gw spec.listeners[0]: warning: no route attaches to it: every \
            request is answered 404
            %1$s:32: HTTPRoute default/shop spec.rules[1].backendRefs[1]: Service default/absent \
            does not exist
            %1$s:49: HTTPRoute default/twin spec.rules: warning: can never win: HTTPRoute \
            default/shop spec.rules[1].matches[0] comes first and accepts all that it accepts
            %1$s:57: HTTPRoute default/elsewhere spec.parentRefs[0]: Gateway default/gw section \
            nowhere has no such listener
            %1$s:74: Service default/empty spec.ports: warning: port 80 has no ready endpoint in \
            any EndpointSlice here: requests are answered 503

            Conditions
              HTTPRoute default/elsewhere at Gateway default/gw nowhere: Accepted=False \
            (NoMatchingParent), ResolvedRefs=True
              HTTPRoute default/shop at Gateway default/gw shop: Accepted=True, \
            ResolvedRefs=False (BackendNotFound)

            2 errors, 3 warnings in 1 file
            """
                .formatted(SHOP));
  }

  @Test
  void jsonHoldsTheSame() throws IOException {
    CheckOptions json = new CheckOptions(OutputFormat.JSON, Failing.ON_ERRORS, Conditions.UNMET);
    assertThat(run(SHOP, json, Style.PLAIN)).isEqualTo(Ending.FAILED);
    JsonNode report = new ObjectMapper().readTree(text());
    assertThat(report.path("errors").asInt()).isEqualTo(2);
    assertThat(report.path("warnings").asInt()).isEqualTo(3);
    assertThat(report.path("findings").path(2).toString())
        .isEqualTo(
            """
            {"severity":"warning","code":"shadowed-route","file":"%s","line":49,\
            "kind":"HTTPRoute","namespace":"default","name":"twin","field":"spec.rules",\
            "message":"can never win: HTTPRoute default/shop spec.rules[1].matches[0] comes first \
            and accepts all that it accepts"}\
            """
                .formatted(SHOP));
    assertThat(report.at("/status/httpRoutes").has("default/shop")).isTrue();
  }

  @Test
  void sarifHoldsTheSame() throws IOException {
    CheckOptions sarif = new CheckOptions(OutputFormat.SARIF, Failing.ON_ERRORS, Conditions.UNMET);
    run(SHOP, sarif, Style.PLAIN);
    JsonNode log = new ObjectMapper().readTree(text());
    assertThat(log.path("version").asText()).isEqualTo("2.1.0");
    JsonNode run = log.path("runs").path(0);
    assertThat(run.at("/tool/driver/name").asText()).isEqualTo("rauta");
    assertThat(run.path("results")).hasSize(5);
    for (JsonNode result : run.path("results")) {
      int rule = result.path("ruleIndex").asInt();
      assertThat(run.at("/tool/driver/rules").path(rule).path("id"))
          .isEqualTo(result.path("ruleId"));
      assertThat(result.path("level").asText()).isIn("error", "warning");
      assertThat(result.at("/message/text").asText()).isNotEmpty();
      JsonNode place = result.at("/locations/0/physicalLocation");
      assertThat(place.at("/artifactLocation/uri").asText()).isEqualTo(SHOP.toString());
      assertThat(place.at("/region/startLine").asInt()).isPositive();
    }
  }

  @Test
  void warningsFailOnlyOnDemand(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("gw.yaml");
    Files.writeString(file, Files.readString(SHOP).split("---", 2)[0]);
    assertThat(run(file, TEXT, Style.PLAIN)).isEqualTo(Ending.PASSED);
    assertThat(text()).endsWith("0 errors, 2 warnings in 1 file\n");
    CheckOptions strict =
        new CheckOptions(OutputFormat.TEXT, Failing.ON_WARNINGS, Conditions.UNMET);
    assertThat(run(file, strict, Style.PLAIN)).isEqualTo(Ending.FAILED);
  }

  @Test
  void whatIsAllRightIsSaid(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("ns.yaml"), "{apiVersion: v1, kind: Namespace, metadata: {name: a}}");
    assertThat(run(folder, TEXT, Style.PLAIN)).isEqualTo(Ending.PASSED);
    assertThat(text()).isEqualTo("nothing wrong in 1 file\n");
  }

  @Test
  void whatCannotBeReadFails(@TempDir Path folder) {
    assertThat(run(folder.resolve("absent"), TEXT, Style.PLAIN)).isEqualTo(Ending.FAILED);
    assertThat(text()).contains("absent: does not exist\n");
  }

  @Test
  void coloursAndAllConditionsComeOnDemand() {
    CheckOptions all = new CheckOptions(OutputFormat.TEXT, Failing.ON_ERRORS, Conditions.ALL);
    run(SHOP, all, Style.COLOURED);
    assertThat(text())
        .contains("\u001b[31mService default/absent does not exist\u001b[0m")
        .contains("  Gateway default/gw: Accepted=True, Programmed=True\n")
        .contains("Gateway default/gw listener shop: Accepted=True, Conflicted=False");
  }

  private Ending run(Path path, CheckOptions options, Style style) {
    written.reset();
    return CheckRun.run(
        List.of(path),
        Settings.defaults(),
        options,
        style,
        new PrintStream(written, true, StandardCharsets.UTF_8));
  }

  private String text() {
    return written.toString(StandardCharsets.UTF_8);
  }
}
