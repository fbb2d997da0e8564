package io.rauta.sources.kubernetes;

import io.rauta.control.ResourceSource;
import io.rauta.control.Resources;
import io.rauta.sources.kubernetes.lease.Leadership;
import io.rauta.sources.kubernetes.snapshot.SavedResources;
import io.rauta.sources.kubernetes.snapshot.SnapshotWriter;
import io.rauta.sources.kubernetes.snapshot.UnusableSnapshot;
import io.rauta.sources.kubernetes.watch.WatchState;
import io.rauta.sources.kubernetes.watch.Watches;
import io.rauta.sources.kubernetes.watch.Watches.ServerRole;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands on what the watches see. The first snapshot waits until all objects of all kinds are known,
 * since serving some of the routes would be worse than to be late; once there is one, leadership is
 * striven for. Snapshots are put together on one thread, {@code kubernetes-source}: a change that
 * comes after a rest at once, those that follow it closely together.
 */
final class KubernetesSource implements ResourceSource {

  private static final Logger LOG = LoggerFactory.getLogger("kubernetes");

  /** How often it is said what the first snapshot waits for. */
  private static final Duration REMINDER = Duration.ofSeconds(10);

  /**
   * Time after a snapshot in which further changes gather, so that a stream of them costs little.
   */
  private static final Duration REST = Duration.ofMillis(2);

  private final Watches watches;
  private final Leadership leadership;
  private final Optional<SavedResources> saved;
  private final Optional<SnapshotWriter> writer;
  private final Duration syncTimeout;
  private final LongSupplier nanoClock;
  private final Thread thread;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();

  /** Guarded by the lock, as are the next two. */
  private boolean changed;

  private boolean handedOn;
  private boolean closed;

  private Consumer<Resources> sink = _ -> {};

  /**
   * Does nothing until started.
   *
   * @param watches owned by this object from now on
   * @param leadership started by this object; owned by the caller
   * @param saved what was served last
   * @param syncTimeout after this time what is saved is served
   * @param nanoClock a monotonic clock
   */
  KubernetesSource(
      Watches watches,
      Leadership leadership,
      Optional<SavedResources> saved,
      Duration syncTimeout,
      LongSupplier nanoClock) {
    this.watches = watches;
    this.leadership = leadership;
    this.saved = saved;
    this.writer = saved.map(file -> new SnapshotWriter(file, nanoClock));
    this.syncTimeout = syncTimeout;
    this.nanoClock = nanoClock;
    this.thread =
        Thread.ofPlatform().name("kubernetes-source").daemon().unstarted(this::runUntilClosed);
  }

  @Override
  public void start(Consumer<Resources> consumer) {
    sink = consumer;
    watches.start(this::change);
    thread.start();
    lock.lock();
    try {
      while (!handedOn && !closed) {
        moved.awaitUninterruptibly();
      }
      if (!handedOn) {
        throw new IllegalStateException("closed before all objects were known");
      }
    } finally {
      lock.unlock();
    }
    leadership.start(this::change);
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
    watches.close();
    writer.ifPresent(SnapshotWriter::close);
  }

  /** Something differs; from any thread. */
  private void change() {
    lock.lock();
    try {
      changed = true;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void runUntilClosed() {
    try {
      awaitComplete();
      while (true) {
        handOnKnown();
        rest();
        awaitChange();
      }
    } catch (InterruptedException e) {
      LOG.debug("the source ends");
    }
  }

  private void awaitComplete() throws InterruptedException {
    long begin = nanoClock.getAsLong();
    awaitCompleteUntil(begin + syncTimeout.toNanos());
    if (!watches.isComplete()) {
      saved.ifPresent(this::serveSaved);
    }
    String state = isHandedOn() ? "serving what was saved" : "not ready";
    long remindNanos = begin;
    while (!watches.isComplete()) {
      long now = nanoClock.getAsLong();
      if (now - remindNanos >= 0) {
        remindNanos = now + REMINDER.toNanos();
        LOG.warn("{}: {}", state, missing());
      }
      awaitCompleteUntil(remindNanos);
    }
  }

  private void awaitCompleteUntil(long timeNanos) throws InterruptedException {
    long left = timeNanos - nanoClock.getAsLong();
    while (!watches.isComplete() && left > 0) {
      awaitChange(left);
      left = timeNanos - nanoClock.getAsLong();
    }
  }

  private void serveSaved(SavedResources file) {
    try {
      Optional<Resources> resources = file.read();
      if (resources.isPresent()) {
        LOG.warn("serving what {} has, because not all objects could be listed", file.file());
        handOn(resources.get());
      }
    } catch (UnusableSnapshot e) {
      LOG.error("{} {}; it is not served", file.file(), e.getMessage());
    }
  }

  private String missing() {
    List<WatchState> waiting =
        watches.states().stream().filter(state -> !state.isComplete()).toList();
    if (!watches.isReachable()) {
      return waiting.stream()
          .map(WatchState::problem)
          .filter(problem -> !problem.isEmpty())
          .findFirst()
          .orElse(watches.server() + " has not answered yet");
    }
    return String.join(
        "; ",
        waiting.stream()
            .map(
                state ->
                    state.kind()
                        + " "
                        + (state.problem().isEmpty() ? "is being listed" : state.problem()))
            .toList());
  }

  private void handOnKnown() {
    ServerRole role = leadership.leads() ? ServerRole.LEADER : ServerRole.FOLLOWER;
    Resources resources = watches.resources(role);
    handOn(resources);
    writer.ifPresent(file -> file.write(resources));
  }

  private void handOn(Resources resources) {
    sink.accept(resources);
    lock.lock();
    try {
      handedOn = true;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean isHandedOn() {
    lock.lock();
    try {
      return handedOn;
    } finally {
      lock.unlock();
    }
  }

  private void rest() throws InterruptedException {
    lock.lock();
    try {
      long left = REST.toNanos();
      while (left > 0 && !closed) {
        left = moved.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private void awaitChange() throws InterruptedException {
    awaitChange(Long.MAX_VALUE);
  }

  private void awaitChange(long atMostNanos) throws InterruptedException {
    lock.lock();
    try {
      long left = atMostNanos;
      while (!changed && left > 0) {
        if (closed) {
          throw new InterruptedException("closed");
        }
        left = moved.awaitNanos(left);
      }
      changed = false;
    } finally {
      lock.unlock();
    }
  }
}
