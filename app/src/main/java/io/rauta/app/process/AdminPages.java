package io.rauta.app.process;

import io.rauta.app.admin.Page;
import io.rauta.app.admin.Page.Answer;
import io.rauta.app.admin.Page.Readers;
import io.rauta.app.metrics.BuildMetric;
import io.rauta.app.metrics.ControlMetrics;
import io.rauta.app.metrics.MetricsText;
import io.rauta.app.metrics.ProcessMetrics;
import io.rauta.app.process.Readiness.Phase;
import io.rauta.app.settings.choice.AdminExposure;
import io.rauta.app.version.Build;
import io.rauta.proxy.observe.MetricFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The pages of the admin endpoint over the parts of a running gateway. */
final class AdminPages {

  private final Readiness readiness;
  private final Insights insights;
  private final ControlMetrics controlMetrics;
  private final Supplier<List<MetricFamily>> proxyMetrics;

  AdminPages(
      Readiness readiness,
      Insights insights,
      ControlMetrics controlMetrics,
      Supplier<List<MetricFamily>> proxyMetrics) {
    this.readiness = readiness;
    this.insights = insights;
    this.controlMetrics = controlMetrics;
    this.proxyMetrics = proxyMetrics;
  }

  List<Page> pages(AdminExposure exposure) {
    Readers readers = exposure == AdminExposure.ALL ? Readers.ALL : Readers.LOOPBACK;
    return List.of(
        new Page("/live", Readers.ALL, "200 while the process runs", _ -> Answer.line(200, "live")),
        new Page("/ready", Readers.ALL, "200 when traffic may come, else 503", _ -> ready()),
        new Page("/metrics", Readers.ALL, "Prometheus text or OpenMetrics", this::metrics),
        new Page(
            "/config",
            readers,
            "what is served; JSON, or text with ?format=text",
            insights::config),
        new Page(
            "/status",
            readers,
            "status and problems of all objects; JSON, or text with ?format=text",
            insights::status),
        new Page(
            "/explain",
            readers,
            "?method=GET&url=http://host:port/path&header=name:value says which rule a request"
                + " gets, and why",
            insights::explain));
  }

  private Answer ready() {
    Phase phase = readiness.phase();
    return Answer.line(phase == Phase.READY ? 200 : 503, phase.word());
  }

  private Answer metrics(Page.Request request) {
    List<MetricFamily> families = new ArrayList<>(proxyMetrics.get());
    families.addAll(controlMetrics.families());
    families.addAll(ProcessMetrics.families());
    families.add(BuildMetric.family(Build.current()));
    return MetricsText.write(families, request.accept());
  }
}
