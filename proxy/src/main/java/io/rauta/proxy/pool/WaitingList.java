package io.rauta.proxy.pool;

import io.rauta.proxy.http.UpstreamFailure;
import io.rauta.proxy.loop.DeadlineWheel;
import io.rauta.proxy.loop.WorkerLoop;
import java.util.ArrayDeque;

/**
 * Requests that wait for a stream, first come first served, none for longer than a connection may
 * take to be made.
 *
 * <p>Owned by the worker's loop.
 */
final class WaitingList extends DeadlineWheel.Deadline {

  /**
   * One of them.
   *
   * @param until time of the worker's clock
   */
  record Entry(StreamWaiter waiter, StreamNeed need, long until) {}

  private final WorkerLoop loop;
  private final ArrayDeque<Entry> entries = new ArrayDeque<>();

  WaitingList(WorkerLoop loop) {
    this.loop = loop;
  }

  int size() {
    return entries.size();
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Has {@code waiter} wait for {@code nanos} at most. */
  void add(StreamWaiter waiter, StreamNeed need, long nanos) {
    long until = loop.now() + nanos;
    entries.addLast(new Entry(waiter, need, until));
    if (entries.size() == 1) {
      loop.deadlines().arm(this, until);
    }
  }

  /** Takes out the one that has waited longest. */
  Entry next() {
    Entry first = entries.removeFirst();
    if (entries.isEmpty()) {
      loop.deadlines().remove(this);
    }
    return first;
  }

  @Override
  protected void expired() {
    long now = loop.now();
    while (!entries.isEmpty() && entries.getFirst().until() <= now) {
      next().waiter().onConnectFailure(UpstreamFailure.CONNECT_TIMEOUT);
    }
    if (!entries.isEmpty()) {
      loop.deadlines().arm(this, entries.getFirst().until());
    }
  }
}
