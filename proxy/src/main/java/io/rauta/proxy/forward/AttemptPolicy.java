package io.rauta.proxy.forward;

import io.rauta.proxy.http.UpstreamFailure;

/**
 * Says, once an attempt has failed and the client has seen nothing of an answer, whether another
 * one follows. Immutable, shared by all workers.
 */
interface AttemptPolicy {

  /** What follows {@code failed}. */
  Verdict afterFailure(UpstreamFailure failure, Attempt failed, RequestBody body);

  /** What follows an attempt. */
  enum Verdict {
    /** The answer of our own that the failure leads to. */
    GIVE_UP,
    /**
     * An attempt at another host, if there is one. It needs no place in the budget: a connection
     * that was refused has put no load on anybody, so that trying another host multiplies none.
     */
    ELSEWHERE,
    /** An attempt, at another host if there is one, if the budget has a place for it. */
    AGAIN
  }
}
