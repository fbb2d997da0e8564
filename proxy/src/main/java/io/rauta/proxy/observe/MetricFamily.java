package io.rauta.proxy.observe;

import java.util.List;

/**
 * All samples of one metric.
 *
 * @param name in Prometheus' form, without a {@code _total} suffix
 * @param help one sentence
 * @param type how the samples behave
 * @param samples one for each set of labels
 */
public record MetricFamily(String name, String help, Type type, List<Sample> samples) {
  public MetricFamily {
    samples = List.copyOf(samples);
  }

  /** How samples behave. */
  public enum Type {
    /** Only grows. */
    COUNTER,
    /** Goes up and down. */
    GAUGE,
    /** Counts of observations by size. */
    HISTOGRAM
  }

  /**
   * A label.
   *
   * @param name its name
   * @param value its value, from a bounded set
   */
  public record Label(String name, String value) {}

  /** What was measured for one set of labels. */
  public sealed interface Sample {

    /** The labels. */
    List<Label> labels();

    /**
     * A number.
     *
     * @param value of a counter or gauge
     */
    record Value(List<Label> labels, double value) implements Sample {
      public Value {
        labels = List.copyOf(labels);
      }
    }

    /**
     * A distribution.
     *
     * @param upperBounds of the buckets, ascending, without infinity
     * @param counts of each bucket, not cumulative, one more than bounds
     * @param sum of all observations
     */
    record Histogram(List<Label> labels, List<Double> upperBounds, List<Long> counts, double sum)
        implements Sample {
      public Histogram {
        labels = List.copyOf(labels);
        upperBounds = List.copyOf(upperBounds);
        counts = List.copyOf(counts);
      }
    }
  }
}
