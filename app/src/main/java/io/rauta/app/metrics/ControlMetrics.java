package io.rauta.app.metrics;

import io.rauta.control.Applied;
import io.rauta.control.ObjectRef;
import io.rauta.proxy.observe.MetricFamily;
import io.rauta.proxy.observe.MetricFamily.Label;
import io.rauta.proxy.observe.MetricFamily.Sample;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Measures the control loop. Written by the control thread, read from any. */
public final class ControlMetrics {

  private final TimeHistogram translation = new TimeHistogram();
  private final TimeHistogram application = new TimeHistogram();
  private long failures;
  private long generation;
  private Map<String, Long> rejected = Map.of();
  private int fileProblems;

  /** A round ended well. */
  public synchronized void applied(Applied applied, long translateNanos, long applyNanos) {
    generation = applied.generation();
    translation.record(translateNanos);
    application.record(applyNanos);
    rejected =
        applied.status().rejectedObjects().stream()
            .collect(Collectors.groupingBy(ObjectRef::kind, TreeMap::new, Collectors.counting()));
  }

  /** A round ended in an error of ours. */
  public synchronized void failed() {
    failures++;
  }

  /** So much is wrong with the files now. */
  public synchronized void fileProblems(int count) {
    fileProblems = count;
  }

  /** All of it. */
  public synchronized List<MetricFamily> families() {
    return List.of(
        Families.gauge(
            "rauta_config_generation",
            "Configurations that were served so far; the number of the present one.",
            generation),
        translation.family(
            "rauta_config_translate_seconds", "From API objects to a configuration."),
        application.family(
            "rauta_config_apply_seconds", "From a configuration until every worker serves it."),
        Families.counter(
            "rauta_config_failures",
            "Changes that were not served because of an internal error.",
            failures),
        Families.gauge(
            "rauta_rejected_objects", "Objects of which something is refused, by kind.", byKind()),
        Families.gauge(
            "rauta_file_problems", "Problems with the files that are served.", fileProblems));
  }

  private List<Sample> byKind() {
    return rejected.entrySet().stream()
        .map(kind -> Families.value(kind.getValue(), new Label("kind", kind.getKey())))
        .toList();
  }
}
