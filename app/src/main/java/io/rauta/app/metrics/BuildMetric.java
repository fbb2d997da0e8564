package io.rauta.app.metrics;

import io.rauta.app.version.Build;
import io.rauta.proxy.observe.MetricFamily;
import io.rauta.proxy.observe.MetricFamily.Label;
import java.util.List;

/** Tells what is running. */
public final class BuildMetric {

  private BuildMetric() {}

  /** One sample, always 1. */
  public static MetricFamily family(Build build) {
    return Families.gauge(
        "rauta_build_info",
        "Version, commit and JDK; always 1.",
        List.of(
            Families.value(
                1,
                new Label("version", build.version()),
                new Label("commit", build.commit()),
                new Label("jdk", Runtime.version().toString()))));
  }
}
