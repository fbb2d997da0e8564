package io.rauta.origins.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The counts of one loop and one interval. Owned by the loop until it is handed over. */
final class LoadStats {
  private static final int SAMPLES = 10;

  private final long since = System.nanoTime();
  private final Map<Loss, Long> losses = new EnumMap<>(Loss.class);
  private final Map<Integer, Long> statuses = new TreeMap<>();
  private final LatencyHistogram latency = new LatencyHistogram();
  private final List<String> samples = new ArrayList<>();
  private long ok;
  private long idleCloses;

  void ok(long nanos) {
    ok++;
    latency.record(nanos);
  }

  void status(int status) {
    statuses.merge(status, 1L, Long::sum);
  }

  void lost(Loss loss, String words) {
    losses.merge(loss, 1L, Long::sum);
    if (samples.size() < SAMPLES) {
      samples.add(loss + ": " + words);
    }
  }

  void idleClose() {
    idleCloses++;
  }

  /** The sum of the intervals of several loops, or of several intervals of one. */
  static LoadReport report(List<LoadStats> parts, long until) {
    LoadStats sum = new LoadStats();
    long since = until;
    for (LoadStats part : parts) {
      sum.ok += part.ok;
      sum.idleCloses += part.idleCloses;
      part.losses.forEach((loss, count) -> sum.losses.merge(loss, count, Long::sum));
      part.statuses.forEach((status, count) -> sum.statuses.merge(status, count, Long::sum));
      sum.latency.add(part.latency);
      part.samples.stream().limit(SAMPLES - sum.samples.size()).forEach(sum.samples::add);
      since = Math.min(since, part.since);
    }
    return new LoadReport(
        sum.ok,
        sum.losses,
        sum.statuses,
        sum.latency,
        sum.idleCloses,
        sum.samples,
        Duration.ofNanos(until - since));
  }
}
