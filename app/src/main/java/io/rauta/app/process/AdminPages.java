package io.rauta.app.process;

import io.rauta.app.admin.Page;
import io.rauta.app.admin.Page.Answer;
import io.rauta.app.admin.Page.Readers;
import io.rauta.app.metrics.BuildMetric;
import io.rauta.app.metrics.ControlMetrics;
import io.rauta.app.metrics.MetricsText;
import io.rauta.app.metrics.ProcessMetrics;
import io.rauta.app.output.Json;
import io.rauta.app.process.Readiness.Phase;
import io.rauta.app.settings.AdminExposure;
import io.rauta.app.version.Build;
import io.rauta.control.Applied;
import io.rauta.control.StatusReport;
import io.rauta.proxy.observe.MetricFamily;
import io.rauta.sources.file.FileProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The pages of the admin endpoint over the parts of a running gateway. */
final class AdminPages {

  private final Readiness readiness;
  private final Supplier<Applied> current;
  private final Supplier<List<FileProblem>> fileProblems;
  private final ControlMetrics controlMetrics;
  private final Supplier<List<MetricFamily>> proxyMetrics;

  AdminPages(
      Readiness readiness,
      Supplier<Applied> current,
      Supplier<List<FileProblem>> fileProblems,
      ControlMetrics controlMetrics,
      Supplier<List<MetricFamily>> proxyMetrics) {
    this.readiness = readiness;
    this.current = current;
    this.fileProblems = fileProblems;
    this.controlMetrics = controlMetrics;
    this.proxyMetrics = proxyMetrics;
  }

  /**
   * What {@code /status} shows.
   *
   * @param generation of the configuration that is served
   * @param files what is wrong with the files
   * @param status of every object
   */
  private record StatusPage(long generation, List<String> files, StatusReport status) {}

  List<Page> pages(AdminExposure exposure) {
    Readers readers = exposure == AdminExposure.ALL ? Readers.ALL : Readers.LOOPBACK;
    return List.of(
        new Page("/live", Readers.ALL, "200 while the process runs", _ -> Answer.line(200, "live")),
        new Page("/ready", Readers.ALL, "200 when traffic may come, else 503", _ -> ready()),
        new Page("/metrics", Readers.ALL, "Prometheus text or OpenMetrics", this::metrics),
        new Page("/config", readers, "what is served, as JSON", _ -> config()),
        new Page("/status", readers, "status and problems of all objects, as JSON", _ -> status()));
  }

  private Answer ready() {
    Phase phase = readiness.phase();
    return Answer.line(phase == Phase.READY ? 200 : 503, phase.word());
  }

  private Answer metrics(String accept) {
    List<MetricFamily> families = new ArrayList<>(proxyMetrics.get());
    families.addAll(controlMetrics.families());
    families.addAll(ProcessMetrics.families());
    families.add(BuildMetric.family(Build.current()));
    return MetricsText.write(families, accept);
  }

  private Answer config() {
    return Answer.json(Json.write(current.get().config()));
  }

  private Answer status() {
    Applied applied = current.get();
    return Answer.json(
        Json.write(
            new StatusPage(
                applied.generation(),
                fileProblems.get().stream().map(FileProblem::toString).toList(),
                applied.status())));
  }
}
