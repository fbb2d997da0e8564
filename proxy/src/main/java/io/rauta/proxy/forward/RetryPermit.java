package io.rauta.proxy.forward;

/** A place for a second attempt, given back exactly once. */
interface RetryPermit {

  /**
   * Costs nothing: a connection that was refused has put no load on anybody, so that trying another
   * host multiplies none.
   */
  RetryPermit FREE = () -> {};

  /** Gives the place back. */
  void release();
}
