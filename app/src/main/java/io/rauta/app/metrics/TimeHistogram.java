package io.rauta.app.metrics;

import io.rauta.proxy.observe.MetricFamily;
import io.rauta.proxy.observe.MetricFamily.Sample;
import java.util.Arrays;
import java.util.List;

/** Counts durations of 0.25 ms to 1 s and beyond. Guarded by its owner. */
final class TimeHistogram {

  private static final List<Double> BOUNDS =
      List.of(0.00025, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0);
  private static final double NANOS_PER_SECOND = 1e9;

  private final long[] counts = new long[BOUNDS.size() + 1];
  private double sum;

  void record(long nanos) {
    double seconds = nanos / NANOS_PER_SECOND;
    int bucket = 0;
    while (bucket < BOUNDS.size() && seconds > BOUNDS.get(bucket)) {
      bucket++;
    }
    counts[bucket]++;
    sum += seconds;
  }

  MetricFamily family(String name, String help) {
    List<Long> present = Arrays.stream(counts).boxed().toList();
    return new MetricFamily(
        name,
        help,
        MetricFamily.Type.HISTOGRAM,
        List.of(new Sample.Histogram(List.of(), BOUNDS, present, sum)));
  }
}
