package io.rauta.proxy.forward;

import io.rauta.config.route.RetryPolicy;
import io.rauta.proxy.http.UpstreamFailure;
import java.util.BitSet;
import java.util.random.RandomGenerator;

/**
 * Tries again what the backend has not done (HTTPRouteRetry in the Gateway API): a connection that
 * could not be made, and an answer with one of the statuses that the route lists. A request that
 * was sent and got no answer in time is repeated only where that does no harm, and one that was
 * lost only as {@link UnaskedRetry} does.
 *
 * <p>Pauses double from the route's backoff up to ten times of it, each up to a half longer at
 * random, so that clients who failed together do not come back together.
 */
final class AskedRetry implements AttemptPolicy {

  private final int attempts;
  private final BitSet codes = new BitSet();
  private final Verdict afterRefusal;
  private final long firstNanos;
  private final long longestNanos;

  AskedRetry(RetryPolicy.Asked asked) {
    attempts = asked.attempts();
    asked.codes().forEach(codes::set);
    afterRefusal = asked.backoff().isPresent() ? Verdict.LATER : Verdict.ELSEWHERE_OR_LATER;
    RetryTerms.Pauses pauses = RetryTerms.pauses(asked.backoff());
    firstNanos = pauses.first().toNanos();
    longestNanos = pauses.longest().toNanos();
  }

  @Override
  public boolean keepsBody(boolean idempotent) {
    return idempotent || !codes.isEmpty();
  }

  @Override
  public Verdict afterFailure(
      UpstreamFailure failure, Attempt failed, RequestBody body, int retries) {
    boolean mayRetry = retries < attempts;
    return switch (failure) {
      case REFUSED, TLS ->
          !mayRetry ? Verdict.GIVE_UP : retries == 0 ? afterRefusal : Verdict.LATER;
      case CONNECT_TIMEOUT -> mayRetry ? Verdict.LATER : Verdict.GIVE_UP;
      case NO_HTTP2, NO_WEBSOCKET, UNPROCESSED, RESET, CLOSED_EARLY, CUT, BAD_RESPONSE, STALLED ->
          UnaskedRetry.INSTANCE.afterFailure(failure, failed, body, retries);
    };
  }

  @Override
  public Verdict afterTimeout(RequestBody body, int retries) {
    return retries < attempts && body.isReplayable() ? Verdict.LATER : Verdict.GIVE_UP;
  }

  @Override
  public Verdict afterAnswer(int status, RequestBody body, int retries) {
    return retries < attempts && codes.get(status) && body.isWhole()
        ? Verdict.LATER
        : Verdict.GIVE_UP;
  }

  @Override
  public long pauseNanos(int retries, RandomGenerator random) {
    long pause = Math.min(firstNanos << Math.min(retries, 4), longestNanos);
    return pause + random.nextLong(pause / 2 + 1);
  }
}
