package io.rauta.proxy.pool;

import io.rauta.proxy.http.UpstreamFailure;
import io.rauta.proxy.http.UpstreamStream;

/**
 * Waits for a stream to a host. Called once, on the worker's loop, perhaps before the request for
 * it returns.
 */
public interface StreamWaiter {

  /**
   * A stream is ready.
   *
   * @param reused whether it runs on a connection that was used before
   * @return whether it is taken; if not, it goes back to the pool
   */
  boolean onStream(UpstreamStream stream, boolean reused);

  /** No connection could be made. */
  void onConnectFailure(UpstreamFailure failure);
}
