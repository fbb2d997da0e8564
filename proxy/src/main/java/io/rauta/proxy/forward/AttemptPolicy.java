package io.rauta.proxy.forward;

import io.rauta.config.route.RetryPolicy;
import io.rauta.proxy.http.UpstreamFailure;
import java.util.random.RandomGenerator;

/**
 * Says, once an attempt has failed and the client has seen nothing of an answer, whether another
 * one follows. Immutable, shared by all workers.
 */
interface AttemptPolicy {

  /** Compiles {@code policy}. */
  static AttemptPolicy of(RetryPolicy policy) {
    return switch (policy) {
      case RetryPolicy.Unasked() -> UnaskedRetry.INSTANCE;
      case RetryPolicy.Never() -> NoRetry.INSTANCE;
      case RetryPolicy.Asked asked -> new AskedRetry(asked);
    };
  }

  /**
   * Whether the body of a request is kept to be sent again.
   *
   * @param idempotent whether the request does no harm when a backend gets it twice
   */
  boolean keepsBody(boolean idempotent);

  /** Whether a request goes on to another connection if its backend has not begun to work on it. */
  default boolean isMovable() {
    return true;
  }

  /**
   * What follows {@code failed}.
   *
   * @param retries how many attempts beside the first there were
   */
  Verdict afterFailure(UpstreamFailure failure, Attempt failed, RequestBody body, int retries);

  /** What follows an attempt whose time is over; nothing, unless somebody asked for more. */
  default Verdict afterTimeout(RequestBody body, int retries) {
    return Verdict.GIVE_UP;
  }

  /** What follows an attempt that was answered; nothing, unless somebody asked for more. */
  default Verdict afterAnswer(int status, RequestBody body, int retries) {
    return Verdict.GIVE_UP;
  }

  /** How long to wait before an attempt of which it was said that it comes later. */
  default long pauseNanos(int retries, RandomGenerator random) {
    return 0;
  }

  /** What follows an attempt. */
  enum Verdict {
    /** What the attempt led to is the client's. */
    GIVE_UP,
    /**
     * An attempt at another host, if there is one. It needs no place in the budget: a connection
     * that was refused has put no load on anybody, so that trying another host multiplies none.
     */
    ELSEWHERE,
    /** As {@link #ELSEWHERE}, and as {@link #LATER} where there is no other host. */
    ELSEWHERE_OR_LATER,
    /**
     * The same attempt, at another host if there is one. It needs no place in the budget, since the
     * backend has done nothing yet, and is not counted as a retry.
     */
    MOVED,
    /** An attempt, at another host if there is one, if the budget has a place for it. */
    AGAIN,
    /** As {@link #AGAIN}, after a pause. */
    LATER
  }
}
