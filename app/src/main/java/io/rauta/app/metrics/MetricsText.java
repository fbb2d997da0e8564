package io.rauta.app.metrics;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.rauta.app.admin.Page;
import io.rauta.proxy.observe.MetricFamily;
import io.rauta.proxy.observe.MetricFamily.Label;
import io.rauta.proxy.observe.MetricFamily.Sample;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/** Writes families in the format that the client accepts: OpenMetrics or Prometheus text. */
public final class MetricsText {

  private static final String INFO_SUFFIX = "_info";

  private MetricsText() {}

  /**
   * The answer to a scrape.
   *
   * @param families distinct by name
   * @param accept the value of the client's Accept field; may be empty
   */
  public static Page.Answer write(List<MetricFamily> families, String accept) {
    ExpositionFormatWriter writer = writer(accept);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      writer.write(out, new MetricSnapshots(families.stream().map(MetricsText::snapshot).toList()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Page.Answer(200, writer.getContentType(), out.toByteArray());
  }

  private static ExpositionFormatWriter writer(String accept) {
    return accept.contains("application/openmetrics-text")
        ? OpenMetricsTextFormatWriter.create()
        : PrometheusTextFormatWriter.create();
  }

  private static MetricSnapshot snapshot(MetricFamily family) {
    return switch (family.type()) {
      case COUNTER -> counter(family);
      case GAUGE -> family.name().endsWith(INFO_SUFFIX) ? info(family) : gauge(family);
      case HISTOGRAM -> histogram(family);
    };
  }

  private static MetricSnapshot counter(MetricFamily family) {
    CounterSnapshot.Builder builder =
        CounterSnapshot.builder().name(family.name()).help(family.help());
    values(family)
        .map(
            value ->
                CounterSnapshot.CounterDataPointSnapshot.builder()
                    .labels(labels(value.labels()))
                    .value(value.value())
                    .build())
        .forEach(builder::dataPoint);
    return builder.build();
  }

  private static MetricSnapshot gauge(MetricFamily family) {
    GaugeSnapshot.Builder builder = GaugeSnapshot.builder().name(family.name()).help(family.help());
    values(family)
        .map(
            value ->
                GaugeSnapshot.GaugeDataPointSnapshot.builder()
                    .labels(labels(value.labels()))
                    .value(value.value())
                    .build())
        .forEach(builder::dataPoint);
    return builder.build();
  }

  /** A gauge that is always 1; its labels say everything. */
  private static MetricSnapshot info(MetricFamily family) {
    String name = family.name().substring(0, family.name().length() - INFO_SUFFIX.length());
    InfoSnapshot.Builder builder = InfoSnapshot.builder().name(name).help(family.help());
    values(family)
        .map(
            value ->
                InfoSnapshot.InfoDataPointSnapshot.builder().labels(labels(value.labels())).build())
        .forEach(builder::dataPoint);
    return builder.build();
  }

  private static MetricSnapshot histogram(MetricFamily family) {
    HistogramSnapshot.Builder builder =
        HistogramSnapshot.builder().name(family.name()).help(family.help());
    for (Sample sample : family.samples()) {
      if (sample instanceof Sample.Histogram histogram) {
        builder.dataPoint(
            HistogramSnapshot.HistogramDataPointSnapshot.builder()
                .labels(labels(histogram.labels()))
                .classicHistogramBuckets(buckets(histogram))
                .sum(histogram.sum())
                .build());
      }
    }
    return builder.build();
  }

  private static ClassicHistogramBuckets buckets(Sample.Histogram histogram) {
    List<Double> bounds =
        Stream.concat(histogram.upperBounds().stream(), Stream.of(Double.POSITIVE_INFINITY))
            .toList();
    return ClassicHistogramBuckets.of(bounds, histogram.counts());
  }

  private static Stream<Sample.Value> values(MetricFamily family) {
    return family.samples().stream()
        .filter(Sample.Value.class::isInstance)
        .map(Sample.Value.class::cast);
  }

  private static Labels labels(List<Label> labels) {
    return Labels.of(
        labels.stream().map(Label::name).toArray(String[]::new),
        labels.stream().map(Label::value).toArray(String[]::new));
  }
}
