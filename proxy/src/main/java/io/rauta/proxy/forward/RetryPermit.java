package io.rauta.proxy.forward;

/** A place for a second attempt, given back exactly once. */
interface RetryPermit {

  /** Takes no place in any budget. */
  RetryPermit FREE = () -> {};

  /** Gives the place back. */
  void release();
}
