package io.rauta.proxy.forward;

import io.rauta.proxy.cluster.Cluster;
import io.rauta.proxy.http.LocalReply;
import io.rauta.proxy.http.RequestHead;
import io.rauta.proxy.http.UpstreamFailure;
import io.rauta.proxy.http.UpstreamStream;
import io.rauta.proxy.observe.TimeoutKind;
import io.rauta.proxy.pool.HostPool;
import io.rauta.proxy.pool.StreamNeed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The attempts at one request, one after the other: the place taken at the upstream, the host that
 * is asked, and after a failure the next one. The only loop on a request's way.
 *
 * <p>Owned by one event loop. Every {@link #admit} that was granted is followed by one {@link
 * #finish}.
 */
final class Attempts {

  /**
   * How often a request is moved at most: hosts that end one after the other, or are overloaded.
   */
  private static final int MAX_MOVES = 3;

  private final Exchange exchange;
  private final ForwardContext context;
  private final RequestBody body;
  private final ExchangeDeadline deadline;
  private final Runnable resume = this::resume;
  private AttemptPolicy policy = NoRetry.INSTANCE;
  private long limitNanos = ForwardRule.NONE;
  private boolean isWebSocket;
  private int retries;
  private int moves;
  private @Nullable HostPool failedPool;
  private @Nullable ScheduledFuture<?> pause;
  private @Nullable Cluster cluster;
  private @Nullable Attempt current;

  Attempts(Exchange exchange, ForwardContext context, RequestBody body, ExchangeDeadline deadline) {
    this.exchange = exchange;
    this.context = context;
    this.body = body;
    this.deadline = deadline;
  }

  /** Asks {@code upstream} for a place for a request of {@code rule}. */
  boolean admit(ForwardRule rule, Cluster upstream) {
    if (!upstream.tryAdmit()) {
      return false;
    }
    cluster = upstream;
    policy = rule.attemptPolicy();
    limitNanos = rule.attemptNanos();
    retries = 0;
    moves = 0;
    return true;
  }

  /** Starts the first attempt at {@code request}; answers false where there is no host. */
  boolean start(RequestHead request) {
    isWebSocket = request.isWebSocket();
    HostPool pool = context.clusters().of(cluster()).pick(null);
    if (pool == null) {
      return false;
    }
    start(new Attempt(exchange, pool, null));
    return true;
  }

  private void start(Attempt next) {
    current = next;
    if (limitNanos != ForwardRule.NONE) {
      deadline.attempt(context.loop().now() + limitNanos);
    }
    next.start(need(next));
  }

  private StreamNeed need(Attempt next) {
    if (isWebSocket) {
      return StreamNeed.WEBSOCKET;
    }
    return next.isRetry() || !body.isReplayable() ? StreamNeed.CERTAIN : StreamNeed.USUAL;
  }

  private void startAgain(Attempt next) {
    retries++;
    context.metrics().retried();
    start(next);
  }

  private Cluster cluster() {
    Cluster admitted = cluster;
    if (admitted == null) {
      throw new IllegalStateException("the request was not admitted");
    }
    return admitted;
  }

  // ---- the one under way

  /** Whether an attempt is under way. */
  boolean isUnderWay() {
    return current != null;
  }

  /** The stream of the attempt under way, or null while there is none. */
  @Nullable UpstreamStream streamOrNull() {
    Attempt attempt = current;
    return attempt == null ? null : attempt.stream();
  }

  /** The stream of the attempt under way, which has one. */
  UpstreamStream stream() {
    UpstreamStream stream = streamOrNull();
    if (stream == null) {
      throw new IllegalStateException("there is no stream");
    }
    return stream;
  }

  /** Logs what is given to the client because of the attempt under way. */
  void warn(LocalReply cause) {
    Attempt attempt = current;
    if (attempt != null) {
      warn(cause, attempt);
    }
  }

  private void warn(LocalReply cause, Attempt failed) {
    context.causes().warn(cause, cluster().id().value(), failed.pool().host().name());
  }

  // ---- what follows

  /** The attempt under way has failed in the middle of its answer. */
  void lost(UpstreamFailure failure) {
    @Nullable Attempt ignored = ended(failure);
  }

  /**
   * The attempt under way has failed and the client has seen nothing of an answer: starts the next
   * one, or answers false where none follows.
   */
  boolean goOn(UpstreamFailure failure) {
    Attempt failed = ended(failure);
    if (failed == null) {
      return false;
    }
    body.hold();
    AttemptPolicy.Verdict verdict = policy.afterFailure(failure, failed, body, retries);
    boolean goesOn = follow(failed, verdict);
    boolean isUsual =
        failure == UpstreamFailure.CLOSED_EARLY || failure == UpstreamFailure.UNPROCESSED;
    if (!isUsual || !goesOn) {
      warn(failure.reply(), failed);
    }
    return goesOn;
  }

  /**
   * The time for the attempt under way is over: has another one follow it, or answers false and
   * leaves it as it is.
   */
  boolean goOnAfterTimeout() {
    Attempt late = current;
    if (late == null
        || policy.afterTimeout(body, retries) == AttemptPolicy.Verdict.GIVE_UP
        || !context.retries().hasPlace()) {
      return false;
    }
    warn(LocalReply.BACKEND_TIMEOUT, late);
    replace(late);
    return true;
  }

  /**
   * The attempt under way was answered: has another one follow it, or answers false and leaves it
   * as it is.
   */
  boolean goOnAfterAnswer(int status) {
    Attempt answered = current;
    if (answered == null
        || policy.afterAnswer(status, body, retries) == AttemptPolicy.Verdict.GIVE_UP
        || !context.retries().hasPlace()) {
      return false;
    }
    replace(answered);
    return true;
  }

  private void replace(Attempt ended) {
    current = null;
    ended.cancel();
    deadline.attemptEnded();
    body.hold();
    pauseAfter(ended);
  }

  private @Nullable Attempt ended(UpstreamFailure failure) {
    Attempt failed = current;
    current = null;
    if (failed != null) {
      failed.finish();
    }
    deadline.attemptEnded();
    switch (failure) {
      case CONNECT_TIMEOUT -> context.metrics().timedOut(TimeoutKind.CONNECT);
      case STALLED -> context.metrics().timedOut(TimeoutKind.BODY);
      case REFUSED,
          TLS,
          NO_HTTP2,
          NO_WEBSOCKET,
          UNPROCESSED,
          RESET,
          CLOSED_EARLY,
          CUT,
          BAD_RESPONSE -> {}
    }
    return failed;
  }

  /** Has another attempt follow a failed one; answers whether one does. */
  private boolean follow(Attempt failed, AttemptPolicy.Verdict verdict) {
    return switch (verdict) {
      case GIVE_UP -> false;
      case ELSEWHERE -> goElsewhere(failed);
      case ELSEWHERE_OR_LATER -> goElsewhere(failed) || pauseAfter(failed);
      case MOVED -> move(failed);
      case AGAIN -> tryAgain(failed.pool());
      case LATER -> pauseAfter(failed);
    };
  }

  private boolean goElsewhere(Attempt failed) {
    HostPool other = context.clusters().of(cluster()).pick(failed.pool());
    if (other == null) {
      return false;
    }
    startAgain(new Attempt(exchange, other, RetryPermit.FREE));
    return true;
  }

  private boolean move(Attempt failed) {
    HostPool pool = pickOther(failed.pool());
    if (pool == null || moves == MAX_MOVES) {
      return false;
    }
    moves++;
    context.metrics().moved();
    start(new Attempt(exchange, pool, RetryPermit.FREE));
    return true;
  }

  /** A host other than {@code tried} if there is one, else the same. */
  private @Nullable HostPool pickOther(@Nullable HostPool tried) {
    HostPool other = context.clusters().of(cluster()).pick(tried);
    return other != null ? other : context.clusters().of(cluster()).pick(null);
  }

  /** Tries a host other than {@code tried} if there is one, if the budget has a place for it. */
  private boolean tryAgain(@Nullable HostPool tried) {
    HostPool pool = pickOther(tried);
    if (pool == null || !context.retries().tryTake()) {
      return false;
    }
    startAgain(new Attempt(exchange, pool, context.retries()));
    return true;
  }

  /** Waits before the next attempt, which takes no place in the budget until then. */
  private boolean pauseAfter(Attempt failed) {
    failedPool = failed.pool();
    long nanos = policy.pauseNanos(retries, context.loop().random());
    pause = context.loop().eventLoop().schedule(resume, nanos, TimeUnit.NANOSECONDS);
    return true;
  }

  private void resume() {
    HostPool tried = failedPool;
    pause = null;
    failedPool = null;
    if (!tryAgain(tried)) {
      exchange.onNoFurtherAttempt();
    }
  }

  // ---- endings

  /** Ends the attempt under way and its stream, or the wait for one. */
  void cancel() {
    stopWaiting();
    Attempt cancelled = current;
    current = null;
    if (cancelled != null) {
      cancelled.cancel();
    }
  }

  /** The request is over: gives back what was taken for it. */
  void finish() {
    stopWaiting();
    Attempt ended = current;
    current = null;
    if (ended != null) {
      ended.finish();
    }
    Cluster admitted = cluster;
    cluster = null;
    if (admitted != null) {
      admitted.release();
    }
  }

  private void stopWaiting() {
    ScheduledFuture<?> waiting = pause;
    pause = null;
    failedPool = null;
    if (waiting != null) {
      waiting.cancel(false);
    }
  }
}
