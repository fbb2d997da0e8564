package io.rauta.proxy.loop;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All deadlines of one worker, in one coarse wheel. A deadline expires at or up to two ticks after
 * its time, never before.
 *
 * <p>Owned by one event loop.
 */
public final class DeadlineWheel {

  /*
   * A hashed wheel (Varghese and Lauck, "Hashed and hierarchical timing wheels", 1987) whose entries are links of the objects
   * that have the deadline, so that arming allocates nothing. Most deadlines are moved or dropped long before they expire: a
   * linked entry whose time moves later stays in its slot and is looked at again, and moved on, only when the wheel comes by.
   * The tick runs only while something is linked.
   */
  private static final Logger LOG = LoggerFactory.getLogger(DeadlineWheel.class);
  private static final int SLOTS = 1024;
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long NEVER = Long.MAX_VALUE;

  private final EventLoop loop;
  private final LongSupplier clock;
  private final long origin;
  private final Link[] slots = new Link[SLOTS];
  private final Runnable tick = this::tick;
  private long nextTick;
  private int linked;
  private boolean scheduled;

  DeadlineWheel(EventLoop loop, LongSupplier clock) {
    this.loop = loop;
    this.clock = clock;
    this.origin = clock.getAsLong();
    for (int i = 0; i < SLOTS; i++) {
      slots[i] = new Link();
    }
  }

  /** An end of a slot's circular list, or an entry in it. */
  private static class Link {
    Link previous = this;
    Link next = this;
  }

  /**
   * Something with one deadline. Extend it where the deadline is kept; arm it through {@link #arm}.
   */
  public abstract static class Deadline extends Link {
    private long time = NEVER;
    private long linkedUntil = NEVER;
    private boolean isLinked;

    /**
     * Called once on the worker's loop when the time has come; the deadline is then no longer
     * armed.
     */
    protected abstract void expired();

    /** Whether a time is set. */
    public final boolean isArmed() {
      return time != NEVER;
    }
  }

  /**
   * Sets or moves the time of {@code deadline}.
   *
   * @param time of the worker's clock, in nanoseconds
   */
  public void arm(Deadline deadline, long time) {
    deadline.time = time;
    if (deadline.isLinked) {
      if (time >= deadline.linkedUntil) {
        return;
      }
      unlink(deadline);
    }
    link(deadline, time);
  }

  /** Takes the time of {@code deadline} away, cheaply: for one that will be armed again soon. */
  public void disarm(Deadline deadline) {
    deadline.time = NEVER;
  }

  /** Takes {@code deadline} out of the wheel, so that nothing of it is kept alive. */
  public void remove(Deadline deadline) {
    deadline.time = NEVER;
    if (deadline.isLinked) {
      unlink(deadline);
    }
  }

  private void link(Deadline deadline, long time) {
    if (!scheduled) {
      scheduled = true;
      nextTick = Math.max(nextTick, (clock.getAsLong() - origin) / TICK_NANOS);
      schedule();
    }
    long due = Math.max((time - origin) / TICK_NANOS + 1, nextTick);
    Link head = slots[(int) (due & SLOTS - 1)];
    deadline.previous = head.previous;
    deadline.next = head;
    head.previous.next = deadline;
    head.previous = deadline;
    deadline.linkedUntil = time;
    deadline.isLinked = true;
    linked++;
  }

  private void unlink(Deadline deadline) {
    deadline.previous.next = deadline.next;
    deadline.next.previous = deadline.previous;
    deadline.previous = deadline;
    deadline.next = deadline;
    deadline.isLinked = false;
    linked--;
  }

  private void schedule() {
    @Nullable Object ignored = loop.schedule(tick, TICK_NANOS, TimeUnit.NANOSECONDS);
  }

  private void tick() {
    long now = clock.getAsLong();
    long current = (now - origin) / TICK_NANOS;
    // A loop that stood still longer than one turn of the wheel has to look at each slot only once.
    long first = Math.max(nextTick, current - SLOTS + 1);
    for (long t = first; t <= current; t++) {
      nextTick = t + 1;
      expire(slots[(int) (t & SLOTS - 1)], now);
    }
    nextTick = current + 1;
    if (linked > 0) {
      schedule();
    } else {
      scheduled = false;
    }
  }

  private void expire(Link head, long now) {
    Link due = takeAll(head);
    while (due.next != due) {
      Deadline deadline = (Deadline) due.next;
      unlink(deadline);
      if (deadline.time <= now) {
        deadline.time = NEVER;
        runOut(deadline);
      } else if (deadline.time != NEVER) {
        link(deadline, deadline.time);
      }
    }
  }

  /** Tells one deadline; a fault of its owner must not keep the others from running out. */
  private static void runOut(Deadline deadline) {
    try {
      deadline.expired();
    } catch (RuntimeException | OutOfMemoryError e) {
      LOG.error("a deadline failed deadline={}", deadline.getClass().getName(), e);
    }
  }

  /**
   * Moves a slot's entries to a list of their own, so that one that expires may unlink or arm any
   * other.
   */
  private static Link takeAll(Link head) {
    Link taken = new Link();
    if (head.next != head) {
      taken.next = head.next;
      taken.previous = head.previous;
      taken.next.previous = taken;
      taken.previous.next = taken;
      head.next = head;
      head.previous = head;
    }
    return taken;
  }
}
