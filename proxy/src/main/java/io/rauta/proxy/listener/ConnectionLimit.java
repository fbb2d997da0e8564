package io.rauta.proxy.listener;

import java.util.concurrent.atomic.AtomicInteger;

/** How many client connections the process may hold. Shared by all workers. */
public final class ConnectionLimit {

  private final int limit;
  private final AtomicInteger open = new AtomicInteger();

  /** Allows {@code limit} connections, at least 1. */
  public ConnectionLimit(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("a limit of " + limit + " connections is below 1");
    }
    this.limit = limit;
  }

  /** Counts a connection that was accepted; answers whether there is room for more. */
  boolean opened() {
    return open.incrementAndGet() < limit;
  }

  /** A connection has ended. */
  void closed() {
    open.decrementAndGet();
  }

  /** Whether another one may be accepted. */
  boolean hasRoom() {
    return open.get() < limit;
  }
}
