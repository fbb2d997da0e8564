package io.rauta.proxy.pool;

import io.rauta.config.cluster.ClusterConfig;
import io.rauta.config.cluster.ConnectionSettings;
import io.rauta.proxy.cluster.Host;

/**
 * What one worker has to do with one host: connections to it, and a count of what is under way.
 *
 * <p>Owned by the worker's loop.
 */
public final class HostPool {

  private final Host host;
  private final HostConnector connector;
  private final HostConnections connections;
  private int inFlight;

  HostPool(Host host, ClusterConfig config, PoolContext context) {
    this.host = host;
    this.connector = new HostConnector(host, config.protocol(), config.connections(), context);
    this.connections = new Http1Connections(connector, config.connections(), context);
  }

  /** Who is connected to. */
  public Host host() {
    return host;
  }

  /** How many attempts are under way. */
  int inFlight() {
    return inFlight;
  }

  /** Whether the host has just refused a connection. */
  boolean isSuspect() {
    return connector.isSuspect();
  }

  /** Counts an attempt; {@link #ended} is called once for each. */
  public void begun() {
    inFlight++;
  }

  /** An attempt has ended. */
  public void ended() {
    inFlight--;
  }

  void settings(ConnectionSettings current) {
    connector.settings(current);
    connections.settings(current);
  }

  /** Finds a stream: on a connection that exists, or on a new one. */
  public void acquire(StreamWaiter waiter, StreamNeed need) {
    connections.acquire(waiter, need);
  }

  /** Closes what is unused now and everything else after its use: the host is gone. */
  void retire() {
    connections.retire();
  }
}
