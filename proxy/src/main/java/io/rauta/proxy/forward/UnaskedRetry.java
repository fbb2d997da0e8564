package io.rauta.proxy.forward;

import io.rauta.proxy.http.UpstreamFailure;

/**
 * Tries once more although nobody asked for it, where that is safe: after a refused connection, and
 * after a request that was lost on a connection the backend had given up while it lay in the pool
 * (RFC 9112 section 9.3.1). A request that its backend has not begun to work on goes on elsewhere.
 */
final class UnaskedRetry implements AttemptPolicy {

  static final UnaskedRetry INSTANCE = new UnaskedRetry();

  private UnaskedRetry() {}

  @Override
  public boolean keepsBody(boolean idempotent) {
    return idempotent;
  }

  @Override
  public Verdict afterFailure(
      UpstreamFailure failure, Attempt failed, RequestBody body, int retries) {
    boolean isFirst = retries == 0;
    return switch (failure) {
      case REFUSED, TLS -> isFirst ? Verdict.ELSEWHERE : Verdict.GIVE_UP;
      case UNPROCESSED -> body.isWhole() ? Verdict.MOVED : Verdict.GIVE_UP;
      case CLOSED_EARLY ->
          isFirst && failed.isOnReused() && body.isReplayable() ? Verdict.AGAIN : Verdict.GIVE_UP;
      case CONNECT_TIMEOUT, NO_HTTP2, NO_WEBSOCKET, RESET, CUT, BAD_RESPONSE, STALLED ->
          Verdict.GIVE_UP;
    };
  }
}
