package io.rauta.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.app.admin.Page;
import io.rauta.app.version.Build;
import io.rauta.proxy.observe.MetricFamily;
import io.rauta.proxy.observe.MetricFamily.Label;
import io.rauta.proxy.observe.MetricFamily.Sample;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MetricsTextTest {

  private static final List<MetricFamily> FAMILIES =
      List.of(
          Families.counter(
              "rauta_things", "Things.", List.of(Families.value(3, new Label("kind", "a\"b")))),
          Families.gauge("rauta_level", "Level.", 1.5),
          BuildMetric.family(new Build("1.2.3", "abc")),
          new MetricFamily(
              "rauta_time_seconds",
              "Time.",
              MetricFamily.Type.HISTOGRAM,
              List.of(
                  new Sample.Histogram(List.of(), List.of(0.1, 1.0), List.of(2L, 1L, 1L), 4.5))));

  @Test
  void prometheusText() {
    Page.Answer answer = MetricsText.write(FAMILIES, "text/plain;version=0.0.4");
    assertThat(answer.contentType()).startsWith("text/plain; version=0.0.4");
    assertThat(text(answer))
        .contains(
            "# TYPE rauta_things_total counter\nrauta_things_total{kind=\"a\\\"b\"} 3.0\n",
            "# TYPE rauta_level gauge\nrauta_level 1.5\n",
            "rauta_build_info{commit=\"abc\",",
            "rauta_time_seconds_bucket{le=\"0.1\"} 2\n",
            "rauta_time_seconds_bucket{le=\"1.0\"} 3\n",
            "rauta_time_seconds_bucket{le=\"+Inf\"} 4\n",
            "rauta_time_seconds_count 4\n",
            "rauta_time_seconds_sum 4.5\n")
        .doesNotContain("# EOF");
  }

  @Test
  void openMetrics() {
    Page.Answer answer =
        MetricsText.write(FAMILIES, "application/openmetrics-text;version=1.0.0,text/plain;q=0.5");
    assertThat(answer.contentType()).startsWith("application/openmetrics-text; version=1.0.0");
    assertThat(text(answer))
        .contains("# TYPE rauta_things counter\n", "rauta_things_total{kind=\"a\\\"b\"} 3.0\n")
        .endsWith("# EOF\n");
  }

  @Test
  void processIsMeasured() {
    String text = text(MetricsText.write(ProcessMetrics.families(), ""));
    assertThat(text)
        .contains(
            "process_cpu_seconds_total ",
            "process_max_fds ",
            "process_start_time_seconds ",
            "jvm_memory_used_bytes{area=\"heap\"} ",
            "jvm_gc_collection_seconds_total{gc=");
  }

  @Test
  void controlIsMeasuredBeforeItsFirstRound() {
    assertThat(text(MetricsText.write(new ControlMetrics().families(), "")))
        .contains("rauta_config_generation 0.0\n", "rauta_config_apply_seconds_count 0\n");
  }

  private static String text(Page.Answer answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
