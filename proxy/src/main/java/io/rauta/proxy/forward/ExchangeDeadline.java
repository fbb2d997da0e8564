package io.rauta.proxy.forward;

import io.rauta.proxy.grpc.ClientSide;
import io.rauta.proxy.http.LocalReply;
import io.rauta.proxy.loop.DeadlineWheel;
import io.rauta.proxy.loop.WorkerLoop;

/**
 * The two bounds of one exchange, on the whole of it and on the attempt under way, in one entry of
 * the worker's wheel.
 *
 * <p>Owned by one event loop.
 */
final class ExchangeDeadline extends DeadlineWheel.Deadline {

  private static final long NEVER = Long.MAX_VALUE;

  private final Exchange exchange;
  private final WorkerLoop loop;
  private long untilHeadNanos = ForwardRule.NONE;
  private boolean isWhole;
  private LocalReply cause = LocalReply.ROUTE_TIMEOUT;
  private long requestTime = NEVER;
  private long attemptTime = NEVER;

  ExchangeDeadline(Exchange exchange, WorkerLoop loop) {
    this.exchange = exchange;
    this.loop = loop;
  }

  /**
   * Bounds a request of {@code rule}, which came at time {@code started}. A call of gRPC takes as
   * long as its client waits, unless the rule bounds the whole of it.
   */
  void begin(ForwardRule rule, ClientSide client, long started) {
    untilHeadNanos = client.isCall() ? ForwardRule.NONE : rule.untilHeadNanos();
    isWhole = rule.wholeNanos() != ForwardRule.NONE;
    cause = LocalReply.ROUTE_TIMEOUT;
    long whole = rule.wholeNanos();
    long asked = client.timeoutNanos();
    if (asked != ClientSide.NO_TIMEOUT && (!isWhole || asked < whole)) {
      isWhole = true;
      cause = LocalReply.CALL_TIMEOUT;
      whole = asked;
    }
    if (isWhole) {
      request(started + whole);
    }
  }

  /** The request is complete: from now on the backend has so long to answer. */
  void requestEnded() {
    if (untilHeadNanos != ForwardRule.NONE) {
      request(loop.now() + untilHeadNanos);
    }
  }

  /** The answer has begun: only a bound on the whole of it goes on. */
  void answered() {
    if (isWhole) {
      attemptEnded();
    } else {
      clear();
    }
  }

  private void request(long time) {
    requestTime = time;
    rearm();
  }

  /** Bounds the attempt. */
  void attempt(long time) {
    attemptTime = time;
    rearm();
  }

  /** The attempt has no bound any more. */
  void attemptEnded() {
    if (attemptTime != NEVER) {
      attemptTime = NEVER;
      rearm();
    }
  }

  /** Nothing is bounded any more. */
  void clear() {
    requestTime = NEVER;
    attemptTime = NEVER;
    loop.deadlines().disarm(this);
  }

  /** The stream is gone: leaves nothing in the wheel. */
  void remove() {
    clear();
    loop.deadlines().remove(this);
  }

  private void rearm() {
    long next = Math.min(requestTime, attemptTime);
    if (next == NEVER) {
      loop.deadlines().disarm(this);
    } else {
      loop.deadlines().arm(this, next);
    }
  }

  @Override
  protected void expired() {
    long now = loop.now();
    if (requestTime <= now) {
      exchange.onRequestTimeout(cause);
    } else if (attemptTime <= now) {
      exchange.onAttemptTimeout();
    } else {
      rearm();
    }
  }
}
