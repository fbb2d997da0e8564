package io.rauta.proxy.forward;

import io.rauta.proxy.http.UpstreamFailure;
import io.rauta.proxy.http.UpstreamStream;
import io.rauta.proxy.pool.HostPool;
import io.rauta.proxy.pool.StreamNeed;
import io.rauta.proxy.pool.StreamWaiter;
import org.jspecify.annotations.Nullable;

/**
 * One try to get an answer from one host. A retry is a new attempt.
 *
 * <p>Owned by one event loop; over after {@link #finish}.
 */
final class Attempt implements StreamWaiter {

  private final Exchange exchange;
  private final HostPool pool;
  private final @Nullable RetryPermit taken;
  private @Nullable UpstreamStream stream;
  private boolean reused;
  private boolean over;

  /**
   * @param taken what granted this attempt and gets its place back, or null for a first try
   */
  Attempt(Exchange exchange, HostPool pool, @Nullable RetryPermit taken) {
    this.exchange = exchange;
    this.pool = pool;
    this.taken = taken;
  }

  /** Who is asked. */
  HostPool pool() {
    return pool;
  }

  /** Whether this is a second try. */
  boolean isRetry() {
    return taken != null;
  }

  /** Whether it runs on a connection that was used before. */
  boolean isOnReused() {
    return reused;
  }

  /** The stream, or null while there is none. */
  @Nullable UpstreamStream stream() {
    return stream;
  }

  /** Asks for a stream. */
  void start(StreamNeed need) {
    pool.begun();
    pool.acquire(this, need);
  }

  @Override
  public boolean onStream(UpstreamStream ready, boolean usedBefore) {
    if (over) {
      return false;
    }
    stream = ready;
    reused = usedBefore;
    exchange.onStream(ready);
    return true;
  }

  @Override
  public void onConnectFailure(UpstreamFailure failure) {
    if (!over) {
      exchange.onUpstreamFailure(failure);
    }
  }

  /** Ends the attempt; its stream has ended or was handed back. */
  void finish() {
    if (!over) {
      over = true;
      pool.ended();
      if (taken != null) {
        taken.release();
      }
    }
  }

  /** Ends the attempt and its stream. */
  void cancel() {
    UpstreamStream cancelled = stream;
    finish();
    if (cancelled != null) {
      cancelled.cancel();
    }
  }
}
