package io.rauta.origins.load;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of the requests of an interval.
 *
 * @param ok answered 200, whole, with the right id and length
 * @param losses all others, by cause
 * @param statuses answers by status
 * @param latency of the requests that are ok
 * @param idleCloses connections that the server closed while no request was on its way, seen before
 *     sending
 * @param samples the first losses in words
 * @param elapsed length of the interval
 */
public record LoadReport(
    long ok,
    Map<Loss, Long> losses,
    Map<Integer, Long> statuses,
    LatencyHistogram latency,
    long idleCloses,
    List<String> samples,
    Duration elapsed) {
  public LoadReport {
    losses = losses.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(losses));
    statuses = Map.copyOf(statuses);
    samples = List.copyOf(samples);
  }

  /** All requests that were not answered well. */
  public long lost() {
    return losses.values().stream().mapToLong(Long::longValue).sum();
  }

  public long lost(Loss loss) {
    return losses.getOrDefault(loss, 0L);
  }

  public double perSecond() {
    return ok * 1e9 / Math.max(1, elapsed.toNanos());
  }

  public Duration p99() {
    return latency.percentile(99);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d ok, %d lost %s, statuses %s, %.0f/s, p50 %.2f ms, p99 %.2f ms, max %.1f ms, %d idle"
            + " closes",
        ok,
        lost(),
        losses,
        new TreeMap<>(statuses),
        perSecond(),
        millis(latency.percentile(50)),
        millis(p99()),
        millis(latency.max()),
        idleCloses);
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }
}
