package io.rauta.proxy.pool;

import io.rauta.config.cluster.ClusterConfig;
import io.rauta.config.cluster.ConnectionSettings;
import io.rauta.config.cluster.UpstreamProtocol.Cleartext;
import io.rauta.config.cluster.UpstreamProtocol.Encrypted;
import io.rauta.config.cluster.UpstreamProtocol.Offer;
import io.rauta.config.cluster.UpstreamProtocol.Version;
import io.rauta.config.tls.UpstreamTls;
import io.rauta.proxy.cluster.Host;
import io.rauta.proxy.http2.syntax.RequestRules.Transport;
import io.rauta.proxy.pool.Http1Connections.NotOffered;
import io.rauta.proxy.pool.Http2Connections.OnlyHttp2;

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
    this.connections = connections(config, context);
  }

  private HostConnections connections(ClusterConfig config, PoolContext context) {
    ConnectionSettings settings = config.connections();
    return switch (config.protocol()) {
      case Cleartext(Version version) ->
          switch (version) {
            case HTTP_1 -> new Http1Connections(connector, settings, context, new NotOffered());
            case HTTP_2 -> http2(Transport.CLEARTEXT, settings, context);
          };
      case Encrypted(UpstreamTls tls, Offer offer) ->
          switch (offer) {
            case HTTP_1 -> new Http1Connections(connector, settings, context, new NotOffered());
            case HTTP_2 -> http2(Transport.TLS, settings, context);
            case EITHER ->
                new NegotiatedConnections(
                    connector,
                    new HostConnector(host, new Encrypted(tls, Offer.HTTP_1), settings, context),
                    settings,
                    context);
          };
    };
  }

  private HostConnections http2(
      Transport transport, ConnectionSettings settings, PoolContext context) {
    return new Http2Connections(connector, transport, settings, context, new OnlyHttp2());
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
