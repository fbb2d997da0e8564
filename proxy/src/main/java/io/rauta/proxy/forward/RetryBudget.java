package io.rauta.proxy.forward;

import io.rauta.proxy.observe.WorkerMetrics;

/**
 * Bounds how many second attempts may be under way at once: a fifth of the live requests, but
 * always ten, so that retries never multiply an outage.
 *
 * <p>Owned by one event loop.
 */
final class RetryBudget implements RetryPermit {

  private final WorkerMetrics metrics;
  private int underWay;

  RetryBudget(WorkerMetrics metrics) {
    this.metrics = metrics;
  }

  /** Whether there is a place now. */
  boolean hasPlace() {
    return underWay < Math.max(RetryTerms.ALWAYS, metrics.activeRequests() / RetryTerms.SHARE);
  }

  /** Takes a place; {@link #release} is called once for each that was granted. */
  boolean tryTake() {
    if (!hasPlace()) {
      return false;
    }
    underWay++;
    return true;
  }

  @Override
  public void release() {
    underWay--;
  }
}
