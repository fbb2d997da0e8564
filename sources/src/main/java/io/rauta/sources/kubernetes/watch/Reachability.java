package io.rauta.sources.kubernetes.watch;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Whether the API server answers, and who may find out. While it does not, one of the watches tries
 * at a time, at intervals that grow to a second and differ by chance; when it does, all go on. For
 * any thread.
 */
final class Reachability {

  private static final Duration FIRST = Duration.ofMillis(250);
  private static final Duration LONGEST = Duration.ofSeconds(1);

  private final LongSupplier nanoClock;
  private final RandomGenerator random;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  private boolean reachable;
  private @Nullable Thread trier;
  private int failures;
  private long nextTryNanos;

  /** Not known to be reachable; the first try may come at once. */
  Reachability(LongSupplier nanoClock, RandomGenerator random) {
    this.nanoClock = nanoClock;
    this.random = random;
    this.nextTryNanos = nanoClock.getAsLong();
  }

  /**
   * Waits until a request may be made. Whoever is let through tells how it went, by {@link
   * #answered} or {@link #failed}, before it asks again.
   */
  void awaitTurn() throws InterruptedException {
    lock.lock();
    try {
      while (!reachable) {
        long left = nextTryNanos - nanoClock.getAsLong();
        if (trier == null && left <= 0) {
          trier = Thread.currentThread();
          return;
        }
        if (trier != null) {
          changed.await();
        } else {
          long unused = changed.awaitNanos(left);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** The server has answered, be it with a refusal. */
  void answered() {
    lock.lock();
    try {
      reachable = true;
      trier = null;
      failures = 0;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * A request or a watch has failed for want of a server. While it is known to be away only the one
   * that was let through to try counts.
   */
  void failed() {
    lock.lock();
    try {
      boolean first = reachable;
      if (first || trier == Thread.currentThread()) {
        reachable = false;
        trier = null;
        nextTryNanos = nanoClock.getAsLong() + (first ? 0 : backoffNanos());
        failures++;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether the last answer was no failure. */
  boolean isReachable() {
    lock.lock();
    try {
      return reachable;
    } finally {
      lock.unlock();
    }
  }

  private long backoffNanos() {
    long grown = FIRST.toNanos() << Math.min(failures, 4);
    long most = Math.min(grown, LONGEST.toNanos());
    return most / 2 + random.nextLong(most / 2 + 1);
  }
}
