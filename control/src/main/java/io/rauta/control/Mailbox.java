package io.rauta.control;

import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One slot between any number of threads that put and one that takes; the newest value replaces one
 * not yet taken.
 */
final class Mailbox<T> {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable T slot;
  private boolean closed;

  /** Puts {@code value} in the slot. Never waits; without effect once closed. */
  void put(T value) {
    lock.lock();
    try {
      slot = value;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a value and empties the slot; nothing once closed. */
  Optional<T> take() {
    lock.lock();
    try {
      while (slot == null && !closed) {
        changed.awaitUninterruptibly();
      }
      T taken = slot;
      slot = null;
      return closed ? Optional.empty() : Optional.ofNullable(taken);
    } finally {
      lock.unlock();
    }
  }

  /** Ends the waiting for good. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }
}
