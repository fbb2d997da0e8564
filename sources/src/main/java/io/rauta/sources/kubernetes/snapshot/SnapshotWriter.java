package io.rauta.sources.kubernetes.snapshot;

import io.rauta.control.Resources;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * Keeps the file up to date, on a thread of its own. It rests between two writes, for fifty times
 * as long as the last one took, so that it hardly needs any of a core, but for one second at least
 * and three at most: a slow first write must not leave the file behind for minutes. The newest
 * snapshot is written in the end. For any thread.
 */
public final class SnapshotWriter implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger("kubernetes");
  private static final Duration LEAST_REST = Duration.ofSeconds(1);
  private static final Duration LONGEST_REST = Duration.ofSeconds(3);
  private static final int REST_FOR_WORK = 50;

  private final SavedResources saved;
  private final LongSupplier nanoClock;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private @Nullable Resources next;
  private boolean closed;
  private boolean failing;

  /**
   * Does nothing until something is given to it.
   *
   * @param saved the file; used by this object's thread from now on
   * @param nanoClock a monotonic clock
   */
  public SnapshotWriter(SavedResources saved, LongSupplier nanoClock) {
    this.saved = saved;
    this.nanoClock = nanoClock;
    this.thread = Thread.ofPlatform().name("snapshot").daemon().start(this::runUntilClosed);
  }

  /** Has {@code resources} written, unless something newer comes before. */
  public void write(Resources resources) {
    lock.lock();
    try {
      next = resources;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Writes what waits to be written, and ends. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void runUntilClosed() {
    Resources resources = take();
    while (resources != null) {
      long begin = nanoClock.getAsLong();
      write(resources, saved);
      long took = nanoClock.getAsLong() - begin;
      rest(Math.clamp(took * REST_FOR_WORK, LEAST_REST.toNanos(), LONGEST_REST.toNanos()));
      resources = take();
    }
  }

  private void write(Resources resources, SavedResources to) {
    try {
      to.write(resources);
      failing = false;
    } catch (IOException | JacksonException e) {
      if (!failing) {
        LOG.warn("{} cannot be written: {}", to.file(), e.toString());
      }
      failing = true;
    }
  }

  /** The newest that was not written; null at the end. */
  private @Nullable Resources take() {
    lock.lock();
    try {
      while (next == null && !closed) {
        moved.awaitUninterruptibly();
      }
      Resources taken = next;
      next = null;
      return taken;
    } finally {
      lock.unlock();
    }
  }

  private void rest(long nanos) {
    lock.lock();
    try {
      long left = nanos;
      while (left > 0 && !closed) {
        left = moved.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody does
    } finally {
      lock.unlock();
    }
  }
}
