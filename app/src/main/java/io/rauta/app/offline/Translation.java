package io.rauta.app.offline;

import io.rauta.app.settings.CompileDefaults;
import io.rauta.app.settings.Settings;
import io.rauta.config.ApplyReport;
import io.rauta.config.ApplyReport.BindOutcome;
import io.rauta.config.ProxyConfig;
import io.rauta.config.listener.BindAddress;
import io.rauta.config.listener.ListenerConfig;
import io.rauta.control.CompileSettings;
import io.rauta.control.StatusReport;
import io.rauta.control.compile.ConfigCompiler;
import io.rauta.control.status.StatusComputer;
import io.rauta.control.topology.Topology;
import io.rauta.control.topology.build.TopologyBuilder;
import io.rauta.sources.file.FileLoader;
import io.rauta.sources.file.LoadedFiles;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Every stage of the translation of files.
 *
 * @param files what they hold
 * @param topology what the objects mean together
 * @param config what would be served
 * @param status what would be said, were every listener bound
 */
public record Translation(
    LoadedFiles files, Topology topology, ProxyConfig config, StatusReport status) {

  /** Stands for the addresses of the machine on which the files will be served. */
  private static final String LOOPBACK = "127.0.0.1";

  /** Reads and translates files as they are now. */
  public static Translation of(List<Path> paths, Settings settings) {
    CompileSettings defaults = CompileDefaults.of(settings);
    LoadedFiles files = FileLoader.load(paths);
    Topology topology = TopologyBuilder.build(files.resources(), defaults);
    ProxyConfig config = ConfigCompiler.compile(topology, defaults);
    StatusReport status =
        StatusComputer.compute(topology, allBound(config), defaults.controllerName());
    return new Translation(files, topology, config, status);
  }

  private static ApplyReport allBound(ProxyConfig config) {
    Map<BindAddress, BindOutcome> outcomes = new HashMap<>();
    for (ListenerConfig listener : config.listeners()) {
      outcomes.put(listener.bind(), new BindOutcome.Bound(listener.bind().port()));
    }
    return new ApplyReport(outcomes, List.of(LOOPBACK));
  }
}
