package io.rauta.proxy.http2.server;

import io.rauta.proxy.loop.DeadlineWheel;
import io.rauta.proxy.loop.WorkerLoop;
import java.util.concurrent.TimeUnit;

/**
 * Has a connection look at its deadlines: every second while anything is under way, else when its
 * time without a request is over.
 *
 * <p>Owned by one event loop; one entry of the worker's wheel.
 */
final class ServerTimer extends DeadlineWheel.Deadline {

  private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Http2ServerConnection connection;
  private final WorkerLoop loop;
  private boolean isTicking;

  ServerTimer(Http2ServerConnection connection, WorkerLoop loop) {
    this.connection = connection;
    this.loop = loop;
  }

  /** Something is under way. */
  void tick() {
    if (!isTicking) {
      isTicking = true;
      loop.deadlines().arm(this, loop.now() + TICK_NANOS);
    }
  }

  /** Nothing is under way. */
  void until(long time) {
    isTicking = false;
    loop.deadlines().arm(this, time);
  }

  /** The connection is gone. */
  void remove() {
    loop.deadlines().remove(this);
  }

  @Override
  protected void expired() {
    isTicking = false;
    connection.look(loop.now());
  }
}
