package io.rauta.proxy.listener;

import java.util.concurrent.atomic.AtomicInteger;

/** How many handshakes of clients are under way in the process. Shared by all workers. */
public final class HandshakeLimit {

  private final AtomicInteger underWay = new AtomicInteger();

  /** Counts one that begins, if fewer than {@code most} are under way; answers whether it may. */
  boolean tryBegin(int most) {
    if (underWay.incrementAndGet() <= most) {
      return true;
    }
    underWay.decrementAndGet();
    return false;
  }

  /** One that was let begin has ended. */
  void ended() {
    underWay.decrementAndGet();
  }
}
