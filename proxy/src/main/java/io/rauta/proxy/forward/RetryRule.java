package io.rauta.proxy.forward;

import io.rauta.proxy.http.UpstreamFailure;

/**
 * Which failures are tried once more although nobody asked for it, because that is safe: a refused
 * connection, and a request that was lost on a connection the backend had given up while it lay in
 * the pool (RFC 9112 section 9.3.1).
 */
final class RetryRule {

  private RetryRule() {}

  /** Whether {@code failed} may be followed by another attempt. */
  static boolean allows(UpstreamFailure failure, Attempt failed, RequestBody body) {
    if (failed.isRetry()) {
      return false;
    }
    return switch (failure) {
      case REFUSED -> true;
      case CLOSED_EARLY -> failed.isOnReused() && body.isReplayable();
      case CONNECT_TIMEOUT, CUT, BAD_RESPONSE, STALLED -> false;
    };
  }
}
