package io.rauta.proxy.forward;

import io.rauta.proxy.cluster.Cluster;
import io.rauta.proxy.http.LocalReply;
import io.rauta.proxy.http.UpstreamFailure;
import io.rauta.proxy.http.UpstreamStream;
import io.rauta.proxy.observe.TimeoutKind;
import io.rauta.proxy.pool.HostPool;
import org.jspecify.annotations.Nullable;

/**
 * The attempts at one request, one after the other: the place taken at the upstream, the host that
 * is asked, and after a failure the next one. The only loop on a request's way.
 *
 * <p>Owned by one event loop. Every {@link #admit} that was granted is followed by one {@link
 * #finish}.
 */
final class Attempts {

  private final Exchange exchange;
  private final ForwardContext context;
  private final RequestBody body;
  private final ExchangeDeadline deadline;
  private AttemptPolicy policy = UnaskedRetry.INSTANCE;
  private long limitNanos = ForwardRule.NONE;
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
    return true;
  }

  /** Starts the first attempt; answers false where there is no host. */
  boolean start() {
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
    next.start(next.isRetry() || !body.isReplayable());
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

  /** The attempt has its answer: its own bound of time is met. */
  void answered() {
    deadline.attemptEnded();
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
    Attempt next = next(failed, failure);
    if (failure != UpstreamFailure.CLOSED_EARLY || next == null) {
      warn(failure.reply(), failed);
    }
    if (next == null) {
      return false;
    }
    context.metrics().retried();
    start(next);
    return true;
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
      case REFUSED, CLOSED_EARLY, CUT, BAD_RESPONSE -> {}
    }
    return failed;
  }

  /** The attempt that follows a failed one, or null where there is none. */
  private @Nullable Attempt next(Attempt failed, UpstreamFailure failure) {
    AttemptPolicy.Verdict verdict = policy.afterFailure(failure, failed, body);
    if (verdict == AttemptPolicy.Verdict.GIVE_UP) {
      return null;
    }
    HostPool other = context.clusters().of(cluster()).pick(failed.pool());
    return switch (verdict) {
      case GIVE_UP -> null;
      case ELSEWHERE -> other == null ? null : new Attempt(exchange, other, RetryPermit.FREE);
      case AGAIN ->
          context.retries().tryTake()
              ? new Attempt(exchange, other == null ? failed.pool() : other, context.retries())
              : null;
    };
  }

  // ---- endings

  /** Ends the attempt under way and its stream. */
  void cancel() {
    Attempt cancelled = current;
    current = null;
    if (cancelled != null) {
      cancelled.cancel();
    }
  }

  /** The request is over: gives back what was taken for it. */
  void finish() {
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
}
