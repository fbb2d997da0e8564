package io.rauta.proxy;

import io.rauta.proxy.loop.Transport;

/**
 * What a data plane is started with.
 *
 * @param workers event loops, 1 or more
 * @param transport how sockets are driven
 * @param maxConnections client connections held at once, 1 or more; accepting stops beyond
 */
public record ServerSettings(int workers, Transport transport, int maxConnections) {
  public ServerSettings {
    if (workers < 1) {
      throw new IllegalArgumentException("workers " + workers + " is below 1");
    }
  }
}
