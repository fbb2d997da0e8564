package io.rauta.app.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.rauta.app.check.CheckOptions.Conditions;
import io.rauta.app.check.CheckOptions.Failing;
import io.rauta.app.output.OutputFormat;
import io.rauta.app.output.Style;
import io.rauta.app.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs of {@code check} keep to the schema that OASIS publishes for SARIF 2.1.0. */
final class SarifSchemaTest {

  private static final String SCHEMA = "/schema/sarif-schema-2.1.0.json";
  private static final Path SHOP = Path.of("src/test/resources/why/shop.yaml");
  private static final CheckOptions SARIF =
      new CheckOptions(OutputFormat.SARIF, Failing.ON_ERRORS, Conditions.UNMET);
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void findingsOfEveryKindKeepToIt(@TempDir Path folder) throws IOException {
    write(folder, "broken file.yaml", "kind: [Gateway\n");
    write(folder, "unknown.yaml", "{apiVersion: v1, kind: Pod, metadata: {name: a}}\n");
    write(folder, "nameless-ä.yaml", "{apiVersion: gateway.networking.k8s.io/v1, kind: Gateway}\n");
    JsonNode log = log(List.of(SHOP, folder, folder.resolve("absent.yaml")));
    assertThat(problems(log)).isEmpty();
    assertThat(log.at("/runs/0/results")).hasSizeGreaterThan(7);
  }

  @Test
  void nothingFoundKeepsToIt(@TempDir Path folder) throws IOException {
    write(folder, "ns.yaml", "{apiVersion: v1, kind: Namespace, metadata: {name: a}}\n");
    JsonNode log = log(List.of(folder));
    assertThat(problems(log)).isEmpty();
    assertThat(log.at("/runs/0/results").isEmpty()).isTrue();
  }

  @Test
  void whatBreaksItIsSeen() throws IOException {
    JsonNode log = log(List.of(SHOP));
    ((ObjectNode) log.at("/runs/0/results/0")).put("level", "fatal").put("line", 7);
    assertThat(problems(log)).hasSize(2);
  }

  private static void write(Path folder, String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private static JsonNode log(List<Path> paths) throws IOException {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    CheckRun.run(
        paths,
        Settings.defaults(),
        SARIF,
        Style.PLAIN,
        new PrintStream(written, true, StandardCharsets.UTF_8));
    return JSON.readTree(written.toByteArray());
  }

  private static Set<ValidationMessage> problems(JsonNode log) throws IOException {
    SchemaValidatorsConfig formatsToo =
        SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    try (InputStream schema =
        Objects.requireNonNull(SarifSchemaTest.class.getResourceAsStream(SCHEMA), SCHEMA)) {
      JsonSchema compiled =
          JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
              .getSchema(JSON.readTree(schema), formatsToo);
      return compiled.validate(log);
    }
  }
}
