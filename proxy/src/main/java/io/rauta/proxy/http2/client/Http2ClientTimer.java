package io.rauta.proxy.http2.client;

import io.netty.handler.codec.http2.Http2Error;
import io.rauta.config.listener.HttpTimeouts;
import io.rauta.proxy.http.ResponseSink;
import io.rauta.proxy.http.UpstreamFailure;
import io.rauta.proxy.loop.DeadlineWheel;
import io.rauta.proxy.loop.WorkerLoop;
import io.rauta.proxy.socket.WriteProgress;
import java.util.concurrent.TimeUnit;

/**
 * All deadlines of one connection to a backend in one entry of the worker's wheel: until it is
 * ready, while it is unused, and every second for those of its streams.
 *
 * <p>A connection that is silent while streams wait is asked for a sign of life, so that one whose
 * peer has vanished takes no more requests. Twice at most until data comes again: some backends
 * take more for a flood.
 *
 * <p>Owned by one event loop.
 */
final class Http2ClientTimer extends DeadlineWheel.Deadline {

  private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long ANSWER_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int MAX_PINGS = 2;

  private final Http2ClientConnection connection;
  private final WorkerLoop loop;
  private final RequestOutput out;
  private final WriteProgress outgoing;
  private final ConnectionTimes times;
  private int pings;
  private boolean isAsked;
  private long askedAt;
  private long lastSign;

  Http2ClientTimer(
      Http2ClientConnection connection, WorkerLoop loop, RequestOutput out, ConnectionTimes times) {
    this.connection = connection;
    this.loop = loop;
    this.out = out;
    this.outgoing = new WriteProgress(out.frames(), loop);
    this.times = times;
  }

  /** The connection waits for the backend's first settings. */
  void begun() {
    loop.deadlines().arm(this, times.readyUntil());
  }

  /** The connection is unused from now on. */
  void unused() {
    long until = Math.min(loop.now() + times.idleNanos(), times.usableUntil());
    loop.deadlines().arm(this, until);
  }

  /** The connection is used from now on. */
  void used() {
    long now = loop.now();
    lastSign = now;
    pings = 0;
    isAsked = false;
    loop.deadlines().arm(this, now + CHECK_NANOS);
  }

  /** Something was read. */
  void read(long now) {
    lastSign = now;
    isAsked = false;
  }

  /** Data or a header list came. */
  void answered() {
    pings = 0;
  }

  /** Something was handed to the socket. */
  void written() {
    boolean ignored = outgoing.written();
  }

  /** The connection is gone. */
  void remove() {
    loop.deadlines().remove(this);
  }

  @Override
  protected void expired() {
    long now = loop.now();
    if (!connection.isReady()) {
      connection.fail(UpstreamFailure.CONNECT_TIMEOUT);
    } else if (!connection.isUsed()) {
      connection.end();
    } else {
      check(now);
    }
  }

  private void check(long now) {
    if (now >= times.usableUntil()) {
      connection.end();
    }
    checkStreams(now);
    if (!outgoing.isAlive(HttpTimeouts.DEFAULT.bodyIdle().toNanos(), now)) {
      connection.fail(UpstreamFailure.STALLED);
    } else if (isAsked && now - askedAt >= ANSWER_NANOS) {
      connection.broken();
    } else if (!isAsked && now - lastSign >= SILENCE_NANOS && pings < MAX_PINGS) {
      pings++;
      isAsked = true;
      askedAt = now;
      out.frames().ping(now);
      out.flushSoon();
    }
    if (connection.isUsed() && !connection.isClosed()) {
      loop.deadlines().arm(this, now + CHECK_NANOS);
    }
  }

  /** Ends streams whose backend does not go on with them. */
  private void checkStreams(long now) {
    for (Http2ClientStream stream : connection.known().snapshot()) {
      StreamResponse response = stream.response();
      ResponseSink sink = response == null ? null : response.sink();
      if (response != null
          && sink != null
          && !response.progress().isAlive(sink.timeouts(), response.isInBody(), now)) {
        stream.fail(UpstreamFailure.STALLED, Http2Error.CANCEL);
      }
    }
  }
}
