package io.rauta.proxy.http1;

import io.rauta.config.listener.HttpTimeouts;
import io.rauta.proxy.http.UpstreamFailure;
import io.rauta.proxy.loop.DeadlineWheel;
import io.rauta.proxy.loop.WorkerLoop;
import java.util.concurrent.TimeUnit;

/**
 * All deadlines of one backend connection in one entry of the worker's wheel. How long a response
 * may take to begin is not among them: that belongs to the attempt.
 *
 * <p>Owned by one event loop.
 */
final class ClientTimer extends DeadlineWheel.Deadline {

  /** What a connection waits for. */
  enum Waiting {
    IDLE,
    BODY,
    OTHER
  }

  private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Http1ClientConnection connection;
  private final WorkerLoop loop;
  private final Output out;
  private final BodyProgress incoming = new BodyProgress();
  private final WriteProgress outgoing = new WriteProgress();
  private boolean isWritePending;
  private boolean isEventStream;
  private long lastByte;

  ClientTimer(Http1ClientConnection connection, WorkerLoop loop, Output out) {
    this.connection = connection;
    this.loop = loop;
    this.out = out;
  }

  void idleUntil(long time) {
    loop.deadlines().arm(this, time);
  }

  void requestBegun() {
    isWritePending = false;
    loop.deadlines().disarm(this);
  }

  void bodyBegun(boolean eventStream) {
    isEventStream = eventStream;
    lastByte = loop.now();
    incoming.start(lastByte);
    loop.deadlines().arm(this, lastByte + CHECK_NANOS);
  }

  void tunnelBegun() {
    loop.deadlines().disarm(this);
  }

  void resumed() {
    lastByte = loop.now();
    incoming.start(lastByte);
  }

  void read(int bytes) {
    if (connection.waiting() == Waiting.BODY) {
      lastByte = loop.now();
      incoming.add(bytes, lastByte);
    }
  }

  void written() {
    if (!out.isWaiting()) {
      isWritePending = false;
      return;
    }
    if (!isWritePending) {
      isWritePending = true;
      outgoing.start(out.taken(), loop.now());
    }
    if (!isArmed()) {
      loop.deadlines().arm(this, loop.now() + CHECK_NANOS);
    }
  }

  void remove() {
    loop.deadlines().remove(this);
  }

  @Override
  protected void expired() {
    if (connection.waiting() == Waiting.IDLE) {
      connection.close();
      return;
    }
    HttpTimeouts timeouts = connection.taker().timeouts();
    long now = loop.now();
    if (isWritePending && !out.isWaiting()) {
      isWritePending = false;
    }
    boolean isReadByPeer =
        !isWritePending || outgoing.isAlive(out.taken(), timeouts.bodyIdle().toNanos(), now);
    boolean isBody = connection.waiting() == Waiting.BODY;
    boolean isFastEnough = !isBody || connection.isPaused() || isFastEnough(timeouts, now);
    if (!isReadByPeer || !isFastEnough) {
      connection.fail(UpstreamFailure.STALLED);
    } else if (isBody || isWritePending) {
      loop.deadlines().arm(this, now + CHECK_NANOS);
    }
  }

  private boolean isFastEnough(HttpTimeouts timeouts, long now) {
    return isEventStream
        ? now - lastByte < timeouts.streamIdle().toNanos()
        : incoming.isFastEnough(timeouts, now);
  }
}
