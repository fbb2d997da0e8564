package io.rauta.proxy.pool;

/** What a stream to a host must be good for. */
public enum StreamNeed {
  /** Any request that may be sent again if the connection turns out to be dead. */
  USUAL,
  /**
   * A request that must not be lost: a connection that was used before is asked for signs of life
   * first, at the price of a system call.
   */
  CERTAIN,
  /** A request for a WebSocket. */
  WEBSOCKET
}
