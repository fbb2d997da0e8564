package io.rauta.control.golden;

import io.rauta.config.ProxyConfig;
import io.rauta.control.CompileSettings;
import io.rauta.control.Resources;
import io.rauta.control.compile.ConfigCompiler;
import io.rauta.control.lint.Lints;
import io.rauta.control.topology.Topology;
import io.rauta.control.topology.build.TopologyBuilder;
import java.io.IOException;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Lints each file of a folder and compares with what stands behind its line {@code # Found}. */
class LintGoldenTest {

  private static final Instant NOW = Instant.parse("2027-06-01T00:00:00Z");
  private static final GoldenFiles FILES = new GoldenFiles("lint", "Found");

  @TestFactory
  Stream<DynamicTest> finds() throws IOException {
    return FILES.tests(LintGoldenTest::found);
  }

  private static String found(String input) throws IOException {
    Resources resources = Objects.parse(input);
    CompileSettings settings = CompileSettings.DEFAULT;
    Topology topology = TopologyBuilder.build(resources, settings);
    ProxyConfig config = ConfigCompiler.compile(topology, settings);
    return Lints.all(resources, topology, config, NOW).stream()
        .map(finding -> finding.code() + ": " + finding + "\n")
        .collect(Collectors.joining());
  }
}
