package io.rauta.proxy.observe;

import io.rauta.proxy.http.LocalReply;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warnings about failing backends: at most one for each cause in ten seconds, which says how many
 * were held back.
 *
 * <p>Owned by one worker's loop.
 */
public final class CauseLog {

  private static final Logger LOG = LoggerFactory.getLogger("io.rauta.proxy.upstream");
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final LongSupplier clock;
  private final long[] next = new long[LocalReply.values().length];
  private final long[] held = new long[LocalReply.values().length];

  /** Tells time by {@code clock}, in monotonic nanoseconds. */
  public CauseLog(LongSupplier clock) {
    this.clock = clock;
    Arrays.fill(next, clock.getAsLong());
  }

  /** Warns that {@code backend} of {@code cluster} failed. */
  public void warn(LocalReply cause, String cluster, String backend) {
    long now = clock.getAsLong();
    int at = cause.ordinal();
    if (now - next[at] < 0) {
      held[at]++;
      return;
    }
    LOG.warn(
        "cause={} status={} cluster={} backend={} held_back={}",
        cause.cause(),
        cause.status(),
        cluster,
        backend,
        held[at]);
    held[at] = 0;
    next[at] = now + PAUSE_NANOS;
  }
}
