package io.rauta.proxy.http1;

/**
 * Judges whether a peer reads what we have for it.
 *
 * <p>Owned by one event loop; holds no clock.
 */
final class WriteProgress {

  private long taken;
  private long since;

  /** Starts anew, when something begins to wait. */
  void start(long takenSoFar, long now) {
    taken = takenSoFar;
    since = now;
  }

  /** Whether the peer took anything within the last {@code limitNanos}. */
  boolean isAlive(long takenSoFar, long limitNanos, long now) {
    if (takenSoFar > taken) {
      taken = takenSoFar;
      since = now;
    }
    return now - since < limitNanos;
  }
}
