package io.rauta.sources.kubernetes.write;

import io.rauta.control.ObjectRef;
import io.rauta.control.StatusReport;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What other threads tell the writer's thread; nobody waits to put something in, and a newer report
 * replaces one that was not taken.
 */
final class Inbox {

  /**
   * What came in since the last time.
   *
   * @param report the newest report, if there is a new one
   * @param changed objects of which the watch shows another version
   * @param answers what became of requests
   * @param closed whether nothing follows
   */
  record Batch(
      Optional<StatusReport> report,
      Set<ObjectRef> changed,
      List<Answered> answers,
      boolean closed) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private Optional<StatusReport> report = Optional.empty();
  private Set<ObjectRef> changed = new LinkedHashSet<>();
  private List<Answered> answers = new ArrayList<>();
  private boolean closed;

  void put(StatusReport newer) {
    put(() -> report = Optional.of(newer));
  }

  void put(ObjectRef ref) {
    put(() -> changed.add(ref));
  }

  void put(Answered answer) {
    put(() -> answers.add(answer));
  }

  void close() {
    put(() -> closed = true);
  }

  /** Waits until something comes in, or until so many nanoseconds are over, and takes it all. */
  Batch take(long patience) throws InterruptedException {
    lock.lock();
    try {
      long left = patience;
      while (left > 0 && report.isEmpty() && changed.isEmpty() && answers.isEmpty() && !closed) {
        left = filled.awaitNanos(left);
      }
      Batch batch = new Batch(report, changed, answers, closed);
      report = Optional.empty();
      changed = new LinkedHashSet<>();
      answers = new ArrayList<>();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /** How many nanoseconds to wait for something that comes in when it likes. */
  static final long EVER = TimeUnit.HOURS.toNanos(1);

  private void put(Runnable change) {
    lock.lock();
    try {
      change.run();
      filled.signal();
    } finally {
      lock.unlock();
    }
  }
}
