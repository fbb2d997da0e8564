package io.rauta.proxy.forward;

import io.rauta.proxy.http.UpstreamFailure;

/** Tries once: the route says that nothing is sent again. */
final class NoRetry implements AttemptPolicy {

  static final NoRetry INSTANCE = new NoRetry();

  private NoRetry() {}

  @Override
  public boolean keepsBody(boolean idempotent) {
    return false;
  }

  @Override
  public boolean isMovable() {
    return false;
  }

  @Override
  public Verdict afterFailure(
      UpstreamFailure failure, Attempt failed, RequestBody body, int retries) {
    return Verdict.GIVE_UP;
  }
}
