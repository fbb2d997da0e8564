package io.rauta.control.compile;

import io.rauta.config.ProxyConfig;
import io.rauta.control.CompileSettings;
import io.rauta.control.topology.Topology;

/** Translates a {@link Topology} into what the data plane serves. A total function. */
public final class ConfigCompiler {

  private ConfigCompiler() {}

  /**
   * Translates.
   *
   * @param topology the graph
   * @param settings what holds where the graph says nothing
   */
  public static ProxyConfig compile(Topology topology, CompileSettings settings) {
    return ProxyConfig.EMPTY;
  }
}
