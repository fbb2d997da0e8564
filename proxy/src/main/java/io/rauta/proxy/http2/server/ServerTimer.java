package io.rauta.proxy.http2.server;

import io.rauta.config.listener.HttpTimeouts;
import io.rauta.proxy.http2.FrameInput;
import io.rauta.proxy.http2.FrameOutput;
import io.rauta.proxy.loop.DeadlineWheel;
import io.rauta.proxy.loop.WorkerLoop;
import io.rauta.proxy.session.ServerListener;
import io.rauta.proxy.socket.WriteProgress;
import java.util.concurrent.TimeUnit;

/**
 * All deadlines of one connection as a whole, in one entry of the worker's wheel: it is looked at
 * every second while anything is under way, else when its time without a request is over.
 *
 * <p>Owned by one event loop.
 */
final class ServerTimer extends DeadlineWheel.Deadline {

  private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int NO_HEAD = -1;

  private final Http2ServerConnection connection;
  private final ServerListener listener;
  private final WorkerLoop loop;
  private final FrameInput input;
  private final WriteProgress outgoing;
  private boolean isTicking;
  private long idleSince;
  private int headSeen = NO_HEAD;
  private long headSince;

  ServerTimer(
      Http2ServerConnection connection,
      ServerListener listener,
      FrameInput input,
      FrameOutput out) {
    this.connection = connection;
    this.listener = listener;
    this.loop = listener.loop();
    this.input = input;
    this.outgoing = new WriteProgress(out, loop);
  }

  private HttpTimeouts timeouts() {
    return listener.settings().timeouts();
  }

  /** Something is under way. */
  void tick() {
    if (!isTicking) {
      isTicking = true;
      loop.deadlines().arm(this, loop.now() + TICK_NANOS);
    }
  }

  /** The last stream has closed, or none was opened yet. */
  void idle() {
    idleSince = loop.now();
  }

  /** Looks again when the time without a request is over; answers false where it is already. */
  boolean awaitRequest() {
    long end = idleSince + timeouts().keepAlive().toNanos();
    if (loop.now() >= end) {
      return false;
    }
    isTicking = false;
    loop.deadlines().arm(this, end);
    return true;
  }

  /** Everything was read: a head that is not whole has only so much time left. */
  void watchHead() {
    if (input.isInHead()) {
      if (headSeen != input.heads()) {
        headSeen = input.heads();
        headSince = loop.now();
      }
      tick();
    }
  }

  /** Whether a head has been on its way for too long, in all. */
  boolean isHeadOverdue(long now) {
    return input.isInHead()
        && headSeen == input.heads()
        && now - headSince >= timeouts().requestHead().toNanos();
  }

  /** Whether the client has not read anything for too long. To be asked every second or so. */
  boolean isUnread(long now) {
    boolean ignored = outgoing.written();
    return !outgoing.isAlive(timeouts().bodyIdle().toNanos(), now);
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
