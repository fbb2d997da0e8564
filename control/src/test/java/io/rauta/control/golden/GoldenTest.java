package io.rauta.control.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.rauta.config.ApplyReport;
import io.rauta.config.ApplyReport.BindOutcome;
import io.rauta.config.ProxyConfig;
import io.rauta.config.listener.BindAddress;
import io.rauta.config.listener.ListenerConfig;
import io.rauta.control.CompileSettings;
import io.rauta.control.Resources;
import io.rauta.control.StatusReport;
import io.rauta.control.compile.ConfigCompiler;
import io.rauta.control.status.StatusComputer;
import io.rauta.control.topology.Topology;
import io.rauta.control.topology.build.TopologyBuilder;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Translates each file of the golden folder and compares configuration and status with what stands
 * behind its line {@code # Expected}.
 *
 * <p>A line {@code # Bind fails: *:80 reason} has the data plane fail to bind that address, and one
 * {@code # The machine has no address.} leaves it without; else it has two. {@link Circumstances}
 * has more lines.
 */
class GoldenTest {

  private static final GoldenFiles FILES = new GoldenFiles("golden", "Expected");
  private static final String FAILURE = "# Bind fails: ";
  private static final String NO_ADDRESS = "# The machine has no address.";
  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .build();

  @TestFactory
  Stream<DynamicTest> translates() throws IOException {
    return FILES.tests(GoldenTest::translate);
  }

  private static String translate(String input) throws IOException {
    Circumstances circumstances = Circumstances.of(input);
    Resources resources = circumstances.resources(Objects.parse(input));
    CompileSettings settings = circumstances.settings();
    Topology topology = TopologyBuilder.build(resources, settings);
    ProxyConfig config = ConfigCompiler.compile(topology, settings);
    StatusReport status =
        StatusComputer.compute(topology, bind(config, input), settings.controllerName());

    assertThat(TopologyBuilder.build(circumstances.resources(Objects.parse(input)), settings))
        .isEqualTo(topology);
    Map<String, Object> rendered = new LinkedHashMap<>();
    rendered.put("config", ConfigRendering.render(config));
    rendered.put("status", StatusRendering.render(status));
    return YAML.writeValueAsString(rendered);
  }

  private static ApplyReport bind(ProxyConfig config, String input) {
    Map<BindAddress, BindOutcome> outcomes = new HashMap<>();
    for (ListenerConfig listener : config.listeners()) {
      BindAddress bind = listener.bind();
      outcomes.put(bind, new BindOutcome.Bound(bind.port() == 0 ? 20_000 : bind.port()));
      input
          .lines()
          .filter(line -> line.startsWith(FAILURE + bind + " "))
          .map(line -> line.substring((FAILURE + bind + " ").length()))
          .forEach(reason -> outcomes.put(bind, new BindOutcome.Failed(bind + ": " + reason)));
    }
    boolean lonely = input.lines().anyMatch(NO_ADDRESS::equals);
    return new ApplyReport(outcomes, lonely ? List.of() : List.of("192.0.2.10", "2001:db8::10"));
  }
}
