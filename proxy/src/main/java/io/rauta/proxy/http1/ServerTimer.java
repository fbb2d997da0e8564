package io.rauta.proxy.http1;

import io.rauta.config.listener.HttpTimeouts;
import io.rauta.proxy.loop.DeadlineWheel;
import io.rauta.proxy.loop.WorkerLoop;
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
  private final Http1Listener listener;
  private final WorkerLoop loop;
  private final Output out;
  private final BodyProgress incoming = new BodyProgress();
  private final WriteProgress outgoing = new WriteProgress();
  private boolean isWritePending;
  private long silentSince;
  private long lastActivity;

  ServerTimer(Http1ServerConnection connection, Http1Listener listener, Output out) {
    this.connection = connection;
    this.listener = listener;
    this.loop = listener.loop();
    this.out = out;
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
    if (out.isWaiting()) {
      if (!isWritePending) {
        isWritePending = true;
        outgoing.start(out.taken(), loop.now());
      }
      if (!isArmed()) {
        arm(CHECK_NANOS);
      }
    } else {
      isWritePending = false;
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
    boolean wasWritePending = isWritePending;
    if (isWritePending && !isReadByPeer(now)) {
      connection.stalled();
      return;
    }
    switch (connection.waiting()) {
      case HEAD -> {
        if (isWritePending && !connection.hasHeadBegun()) {
          arm(CHECK_NANOS);
        } else {
          connection.headOverdue();
        }
      }
      case BODY -> {
        if (connection.isPaused() || incoming.isFastEnough(timeouts(), now)) {
          arm(CHECK_NANOS);
        } else {
          connection.stalled();
        }
      }
      case ANSWER -> {
        if (isWritePending) {
          arm(CHECK_NANOS);
        }
      }
      case TUNNEL -> {
        if (now - lastActivity < timeouts().streamIdle().toNanos()) {
          arm(CHECK_NANOS);
        } else {
          connection.stalled();
        }
      }
      case END -> {
        if (isWritePending) {
          arm(CHECK_NANOS);
        } else if (wasWritePending) {
          arm(LINGER_NANOS);
        } else {
          connection.lingered();
        }
      }
    }
  }

  private boolean isReadByPeer(long now) {
    if (!out.isWaiting()) {
      isWritePending = false;
      return true;
    }
    return outgoing.isAlive(out.taken(), timeouts().bodyIdle().toNanos(), now);
  }
}
