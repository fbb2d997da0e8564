package io.rauta.proxy.socket;

import io.rauta.proxy.loop.WorkerLoop;

/**
 * Judges whether a peer reads what we have for it.
 *
 * <p>Owned by one event loop.
 */
public final class WriteProgress {

  /** What is written to a peer. */
  public interface Written {

    /** Whether anything waits for the peer to read. */
    boolean isWaiting();

    /** Bytes that the peer's system has taken so far, about; only growth counts. */
    long taken();
  }

  private final Written out;
  private final WorkerLoop loop;
  private boolean isPending;
  private long taken;
  private long since;

  /** Judges by {@code out}. */
  public WriteProgress(Written out, WorkerLoop loop) {
    this.out = out;
    this.loop = loop;
  }

  /** Forgets what waited, once all of it was taken. */
  public void restart() {
    isPending = false;
  }

  /** Whether the peer had yet to take something when that was last looked at. */
  public boolean isPending() {
    return isPending;
  }

  /** Something was handed to the socket; answers whether the peer has yet to take some of it. */
  public boolean written() {
    boolean isWaiting = out.isWaiting();
    if (isWaiting && !isPending) {
      taken = out.taken();
      since = loop.now();
    }
    isPending = isWaiting;
    return isWaiting;
  }

  /** Whether the peer took everything, or anything within the last {@code limitNanos}. */
  public boolean isAlive(long limitNanos, long now) {
    isPending &= out.isWaiting();
    if (!isPending) {
      return true;
    }
    long takenSoFar = out.taken();
    if (takenSoFar > taken) {
      taken = takenSoFar;
      since = now;
    }
    return now - since < limitNanos;
  }
}
