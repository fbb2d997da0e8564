package io.rauta.sources.kubernetes.write;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** How many writes there were, and how many wait. Read by any thread. */
public final class WriteCounts {

  /** What became of a write. */
  public enum Result {
    WRITTEN,
    CONFLICT,
    ABSENT,
    REFUSED,
    FAILED
  }

  /**
   * One series.
   *
   * @param kind of the objects
   * @param result what became of the writes
   */
  public record Series(String kind, Result result) {}

  private final Map<Series, LongAdder> writes = new ConcurrentHashMap<>();
  private volatile int pending;

  /** Writes since the start, by kind and result; a series without any is absent. */
  public Map<Series, Long> writes() {
    return writes.entrySet().stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> e.getValue().sum()));
  }

  /** Objects that have to be looked at, or that a request is under way about. */
  public int pending() {
    return pending;
  }

  void count(String kind, Result result) {
    writes.computeIfAbsent(new Series(kind, result), series -> new LongAdder()).increment();
  }

  void pending(int objects) {
    pending = objects;
  }
}
