package io.rauta.proxy.pool;

import io.rauta.config.cluster.ConnectionSettings;

/**
 * One worker's connections to one host, of whatever version of HTTP. Used on the worker's loop
 * only.
 */
interface HostConnections {

  /** Finds a stream and hands it to {@code waiter}, now or once there is one. */
  void acquire(StreamWaiter waiter, StreamNeed need);

  /** Treats connections by {@code current} from now on. */
  void settings(ConnectionSettings current);

  /** Closes what is unused now and everything else after its use: the host is gone. */
  void retire();
}
