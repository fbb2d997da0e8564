package io.rauta.control.golden;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What becomes of some objects where every listener can be bound.
 *
 * @param config what is served
 * @param status what is said
 */
record Translation(ProxyConfig config, StatusReport status) {

  /**
   * Translates.
   *
   * @param where stands in the message if that fails
   */
  static Translation of(Resources resources, String where) {
    String controller = CompileSettings.DEFAULT.controllerName();
    try {
      Topology topology = TopologyBuilder.build(resources, CompileSettings.DEFAULT);
      ProxyConfig config = ConfigCompiler.compile(topology, CompileSettings.DEFAULT);
      assertThat(ConfigCompiler.compile(topology, CompileSettings.DEFAULT)).isEqualTo(config);
      return new Translation(config, StatusComputer.compute(topology, bound(config), controller));
    } catch (RuntimeException e) {
      throw new AssertionError(where, e);
    }
  }

  private static ApplyReport bound(ProxyConfig config) {
    Map<BindAddress, BindOutcome> outcomes = new HashMap<>();
    for (ListenerConfig listener : config.listeners()) {
      outcomes.put(listener.bind(), new BindOutcome.Bound(Math.max(1, listener.bind().port())));
    }
    return new ApplyReport(outcomes, List.of("192.0.2.10"));
  }
}
