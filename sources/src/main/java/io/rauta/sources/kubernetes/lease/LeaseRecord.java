package io.rauta.sources.kubernetes.lease;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Lease as it was read.
 *
 * @param resourceVersion its version
 * @param holder who leads; empty if nobody does
 * @param acquireTime since when, as it was written
 * @param durationSeconds how long the holder leads after it was last renewed
 * @param transitions how often the holder has changed
 */
record LeaseRecord(
    String resourceVersion,
    String holder,
    String acquireTime,
    long durationSeconds,
    int transitions) {

  /** Reads an object of the API. */
  static LeaseRecord of(Map<String, Object> object) {
    Map<?, ?> metadata = part(object, "metadata");
    Map<?, ?> spec = part(object, "spec");
    return new LeaseRecord(
        text(metadata.get("resourceVersion")),
        text(spec.get("holderIdentity")),
        text(spec.get("acquireTime")),
        number(spec.get("leaseDurationSeconds")),
        (int) number(spec.get("leaseTransitions")));
  }

  private static Map<?, ?> part(Map<String, Object> object, String name) {
    return object.get(name) instanceof Map<?, ?> part ? part : Map.of();
  }

  private static String text(@Nullable Object value) {
    return value instanceof String text ? text : "";
  }

  private static long number(@Nullable Object value) {
    return value instanceof Number number ? number.longValue() : 0;
  }
}
