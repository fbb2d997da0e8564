package io.rauta.proxy.http1;

import io.rauta.config.listener.HttpTimeouts;
import io.rauta.proxy.http.UpstreamFailure;
import io.rauta.proxy.loop.DeadlineWheel;
import io.rauta.proxy.loop.WorkerLoop;
import io.rauta.proxy.socket.BodyProgress;
import io.rauta.proxy.socket.WriteProgress;
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
  private final BodyProgress incoming = new BodyProgress();
  private final WriteProgress outgoing;
  private boolean isEventStream;
  private long lastByte;

  ClientTimer(Http1ClientConnection connection, WorkerLoop loop, Output out) {
    this.connection = connection;
    this.loop = loop;
    this.outgoing = new WriteProgress(out, loop);
  }

  /** The connection is unused until {@code time}. */
  void idleUntil(long time) {
    loop.deadlines().arm(this, time);
  }

  /** A request begins. */
  void requestBegun() {
    outgoing.restart();
    loop.deadlines().disarm(this);
  }

  /** The body of a response begins. */
  void bodyBegun(boolean eventStream) {
    isEventStream = eventStream;
    lastByte = loop.now();
    incoming.start(lastByte);
    loop.deadlines().arm(this, lastByte + CHECK_NANOS);
  }

  /** The connection became a tunnel. */
  void tunnelBegun() {
    loop.deadlines().disarm(this);
  }

  /** Reading a body begins again after a pause of our own. */
  void resumed() {
    lastByte = loop.now();
    incoming.start(lastByte);
  }

  /** Bytes came. */
  void read(int bytes) {
    if (connection.waiting() == Waiting.BODY) {
      lastByte = loop.now();
      incoming.add(bytes, lastByte);
    }
  }

  /** Something was handed to the socket. */
  void written() {
    if (outgoing.written() && !isArmed()) {
      loop.deadlines().arm(this, loop.now() + CHECK_NANOS);
    }
  }

  /** The connection is gone. */
  void remove() {
    loop.deadlines().remove(this);
  }

  @Override
  protected void expired() {
    if (connection.waiting() == Waiting.IDLE) {
      connection.close();
      return;
    }
    HttpTimeouts timeouts = connection.timeouts();
    long now = loop.now();
    boolean isReadByPeer = outgoing.isAlive(timeouts.bodyIdle().toNanos(), now);
    boolean isBody = connection.waiting() == Waiting.BODY;
    boolean isFastEnough = !isBody || connection.isPaused() || isFastEnough(timeouts, now);
    if (!isReadByPeer || !isFastEnough) {
      connection.fail(UpstreamFailure.STALLED);
    } else if (isBody || outgoing.isPending()) {
      loop.deadlines().arm(this, now + CHECK_NANOS);
    }
  }

  private boolean isFastEnough(HttpTimeouts timeouts, long now) {
    return isEventStream
        ? now - lastByte < timeouts.streamIdle().toNanos()
        : incoming.isFastEnough(timeouts, now);
  }
}
