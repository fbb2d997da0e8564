package io.rauta.proxy.http2;

/**
 * How often a peer may do something that costs us and gains it nothing, in any one window of time.
 *
 * <p>Owned by one event loop; holds no clock.
 */
public final class FloodBudget {

  private final int most;
  private final long windowNanos;
  private long windowStart = Long.MIN_VALUE;
  private int spent;

  /** Allows {@code most} times in {@code windowNanos}. */
  public FloodBudget(int most, long windowNanos) {
    this.most = most;
    this.windowNanos = windowNanos;
  }

  /** It happened; answers whether that was allowed. */
  public boolean spend(long now) {
    if (windowStart == Long.MIN_VALUE || now - windowStart >= windowNanos) {
      windowStart = now;
      spent = 0;
    }
    return ++spent <= most;
  }
}
