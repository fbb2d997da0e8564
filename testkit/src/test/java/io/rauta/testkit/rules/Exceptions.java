package io.rauta.testkit.rules;

import java.util.Map;

/** Every place that may break a rule, with its reason. An entry that nothing needs fails. */
final class Exceptions {

  /** Classes that read a clock or sleep. All others are given the time. */
  static final Map<String, String> CLOCK_READERS =
      Map.of(
          "io.rauta.sources.file.FileSource",
          "its thread gives the time to the parts that judge files",
          "io.rauta.sources.kubernetes.ClusterConnection",
          "names the clock that the watches are given",
          "io.rauta.proxy.ProxyServer",
          "names the clocks that all workers are given",
          "io.rauta.app.process.Gateway",
          "names the clock that the control loop is given",
          "io.rauta.app.check.CheckRun",
          "says when certificates are checked",
          "io.rauta.app.process.SignalledRun",
          "logs how long starting and draining took");

  /** Source files of more than 400 lines. */
  static final Map<String, String> LONG_FILES = Map.of();

  /** Packages of more than 25 files. */
  static final Map<String, String> LARGE_PACKAGES = Map.of();

  private Exceptions() {}
}
