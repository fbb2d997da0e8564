package io.rauta.control.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.config.ProxyConfig;
import io.rauta.control.CompileSettings;
import io.rauta.control.Resources;
import io.rauta.control.compile.ConfigCompiler;
import io.rauta.control.lint.Lints;
import io.rauta.control.topology.Topology;
import io.rauta.control.topology.build.TopologyBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Lints each file of a folder and compares with what stands, as comments, behind its line {@code #
 * Found}. With the system property {@code rauta.golden.update=true} the files are rewritten
 * instead.
 */
class LintGoldenTest {

  private static final Path FOLDER = Path.of("src/test/resources/lint");
  private static final String MARKER = "# Found\n";

  @TestFactory
  Stream<DynamicTest> finds() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList().stream()
          .map(
              file ->
                  DynamicTest.dynamicTest(
                      file.getFileName().toString(), file.toUri(), () -> check(file)));
    }
  }

  private static void check(Path file) throws IOException {
    String text = Files.readString(file);
    int marker = text.indexOf(MARKER);
    String input = marker < 0 ? text : text.substring(0, marker);
    String actual = input + MARKER + found(input);
    if (Boolean.getBoolean("rauta.golden.update")) {
      Files.writeString(file, actual);
    }
    assertThat(Files.readString(file)).isEqualTo(actual);
  }

  private static String found(String input) throws IOException {
    Resources resources = Objects.parse(input);
    CompileSettings settings = CompileSettings.DEFAULT;
    Topology topology = TopologyBuilder.build(resources, settings.controllerName());
    ProxyConfig config = ConfigCompiler.compile(topology, settings);
    return Lints.all(resources, topology, config).stream()
        .map(finding -> "# " + finding.code() + ": " + finding + "\n")
        .collect(Collectors.joining());
  }
}
