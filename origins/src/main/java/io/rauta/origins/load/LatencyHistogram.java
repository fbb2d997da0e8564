package io.rauta.origins.load;

import java.time.Duration;

/** Counts of durations in log-linear buckets, each at most 1/64 wide. Owned by one thread. */
public final class LatencyHistogram {
  private static final int SUB_BITS = 6;
  private static final int SUB = 1 << SUB_BITS;

  private final long[] counts = new long[(64 - SUB_BITS + 1) * SUB];
  private long total;
  private long maxNanos;

  /** Counts one duration. */
  public void record(long nanos) {
    long value = Math.max(0, nanos);
    counts[index(value)]++;
    total++;
    maxNanos = Math.max(maxNanos, value);
  }

  /** Adds all that another has counted. */
  public void add(LatencyHistogram other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
    total += other.total;
    maxNanos = Math.max(maxNanos, other.maxNanos);
  }

  public long total() {
    return total;
  }

  public Duration max() {
    return Duration.ofNanos(maxNanos);
  }

  /** The duration that so many of a hundred did not exceed, rounded up to the end of its bucket. */
  public Duration percentile(double percent) {
    long wanted = (long) Math.ceil(total * percent / 100);
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= wanted && seen > 0) {
        return Duration.ofNanos(Math.min(maxNanos, upper(i)));
      }
    }
    return Duration.ZERO;
  }

  private static int index(long value) {
    if (value < SUB) {
      return (int) value;
    }
    int shift = 63 - Long.numberOfLeadingZeros(value) - SUB_BITS;
    return (shift + 1) * SUB + (int) (value >>> shift) - SUB;
  }

  private static long upper(int index) {
    if (index < SUB) {
      return index;
    }
    int shift = index / SUB - 1;
    return ((long) (index % SUB + SUB + 1) << shift) - 1;
  }
}
