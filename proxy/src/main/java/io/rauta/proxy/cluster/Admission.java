package io.rauta.proxy.cluster;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the requests under way towards a cluster and refuses those beyond its limit. Shared by all
 * workers.
 */
final class Admission {

  /*
   * Without a limit requests are counted in a striped adder, which costs workers no contention; with one, in a single counter,
   * which is exact. Either may fall below zero when the limit comes or goes while requests are under way, but their sum is
   * always the number of requests under way, so that nothing has to be remembered with a request. While there is a limit the
   * adder stands still, and so the check is exact.
   */
  private static final int NO_LIMIT = Integer.MAX_VALUE;

  private final LongAdder unlimited = new LongAdder();
  private final AtomicInteger limited = new AtomicInteger();
  private volatile int limit;

  Admission(int limit) {
    this.limit = limit;
  }

  void limit(int newLimit) {
    limit = newLimit;
  }

  boolean tryAdmit() {
    int current = limit;
    if (current == NO_LIMIT) {
      unlimited.increment();
      return true;
    }
    long before = unlimited.sum();
    for (int count = limited.get(); before + count < current; count = limited.get()) {
      if (limited.compareAndSet(count, count + 1)) {
        return true;
      }
    }
    return false;
  }

  void release() {
    if (limit == NO_LIMIT) {
      unlimited.decrement();
    } else {
      limited.decrementAndGet();
    }
  }

  /** How many requests are under way; exact when none begins or ends meanwhile. */
  long active() {
    return unlimited.sum() + limited.get();
  }
}
