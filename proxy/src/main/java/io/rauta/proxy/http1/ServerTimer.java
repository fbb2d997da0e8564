package io.rauta.proxy.http1;

import io.rauta.config.listener.HttpTimeouts;
import io.rauta.proxy.loop.DeadlineWheel;
import io.rauta.proxy.loop.WorkerLoop;
import io.rauta.proxy.session.ServerListener;
import io.rauta.proxy.socket.BodyProgress;
import io.rauta.proxy.socket.WriteProgress;
import java.util.concurrent.TimeUnit;

/**
 * All deadlines of one client connection, in one entry of the worker's wheel: which one is meant
 * follows from where reading stands when it expires.
 *
 * <p>Owned by one event loop.
 */
final class ServerTimer extends DeadlineWheel.Deadline {

  /** What a connection waits for. */
  enum Waiting {
    HEAD,
    BODY,
    ANSWER,
    TUNNEL,
    END
  }

  private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long LONG_SILENT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Http1ServerConnection connection;
  private final ServerListener listener;
  private final WorkerLoop loop;
  private final BodyProgress incoming = new BodyProgress();
  private final WriteProgress outgoing;
  private long silentSince;
  private long lastActivity;

  ServerTimer(Http1ServerConnection connection, ServerListener listener, Output out) {
    this.connection = connection;
    this.listener = listener;
    this.loop = listener.loop();
    this.outgoing = new WriteProgress(out, loop);
  }

  private HttpTimeouts timeouts() {
    return listener.settings().timeouts();
  }

  private void arm(long nanosFromNow) {
    loop.deadlines().arm(this, loop.now() + nanosFromNow);
  }

  /** Bytes came. */
  void read(int bytes) {
    switch (connection.waiting()) {
      case BODY -> incoming.add(bytes, loop.now());
      case TUNNEL -> lastActivity = loop.now();
      case HEAD, ANSWER, END -> {}
    }
  }

  /** The wait for a request begins. */
  void idle() {
    silentSince = loop.now();
    loop.deadlines().arm(this, silentSince + timeouts().keepAlive().toNanos());
  }

  /** Since when a request is waited for. */
  long silentSince() {
    return silentSince;
  }

  /** The first byte of a head came. */
  void headBegun() {
    arm(timeouts().requestHead().toNanos());
  }

  /** A drain leaves only so much time for a next request. */
  void grace(long nanos) {
    arm(nanos);
  }

  /** A body begins. */
  void bodyBegun() {
    incoming.start(loop.now());
    arm(CHECK_NANOS);
  }

  /** Reading a body begins again after a pause of our own. */
  void resumed() {
    incoming.start(loop.now());
  }

  /** A request is complete: only its answer is waited for. */
  void awaiting() {
    loop.deadlines().disarm(this);
  }

  /** The connection became a tunnel. */
  void tunnelBegun() {
    lastActivity = loop.now();
    arm(CHECK_NANOS);
  }

  /** Something was handed to the socket. */
  void written() {
    if (outgoing.written() && !isArmed()) {
      arm(CHECK_NANOS);
    }
    if (connection.waiting() == Waiting.TUNNEL) {
      lastActivity = loop.now();
    }
  }

  /** The last answer was given. */
  void linger() {
    arm(LINGER_NANOS);
  }

  /** The connection is gone. */
  void remove() {
    loop.deadlines().remove(this);
  }

  /**
   * Whether nothing came since the connection was accepted or last answered, for so long that
   * nothing is likely to be on its way.
   */
  boolean isLongSilent() {
    return loop.now() - silentSince >= LONG_SILENT_NANOS;
  }

  @Override
  protected void expired() {
    long now = loop.now();
    boolean wasWritePending = outgoing.isPending();
    if (!outgoing.isAlive(timeouts().bodyIdle().toNanos(), now)) {
      connection.stalled();
      return;
    }
    switch (connection.waiting()) {
      case HEAD -> headExpired();
      case BODY ->
          goOnOrStall(connection.requests().isPaused() || incoming.isFastEnough(timeouts(), now));
      case ANSWER -> {
        if (outgoing.isPending()) {
          arm(CHECK_NANOS);
        }
      }
      case TUNNEL -> goOnOrStall(now - lastActivity < timeouts().streamIdle().toNanos());
      case END -> endExpired(wasWritePending);
    }
  }

  private void headExpired() {
    if (outgoing.isPending() && !connection.requests().hasHeadBegun()) {
      arm(CHECK_NANOS);
    } else {
      connection.headOverdue();
    }
  }

  private void goOnOrStall(boolean isAlive) {
    if (isAlive) {
      arm(CHECK_NANOS);
    } else {
      connection.stalled();
    }
  }

  private void endExpired(boolean wasWritePending) {
    if (outgoing.isPending()) {
      arm(CHECK_NANOS);
    } else if (wasWritePending) {
      arm(LINGER_NANOS);
    } else {
      connection.lingered();
    }
  }
}
