package io.rauta.proxy.session;

import io.rauta.config.listener.HttpSettings;
import io.rauta.proxy.http.RequestHandler;
import io.rauta.proxy.loop.WorkerLoop;
import io.rauta.proxy.observe.WorkerMetrics;

/**
 * What a server connection needs of the listener and worker that accepted it. Used on the worker's
 * loop only.
 */
public interface ServerListener {

  /** Limits and timeouts in force now. */
  HttpSettings settings();

  /** Makes the sinks of requests. */
  RequestHandler handler();

  /** The worker's loop. */
  WorkerLoop loop();

  /** The worker's cells. */
  WorkerMetrics metrics();

  /** The worker's open connections. */
  ServerConnections connections();
}
