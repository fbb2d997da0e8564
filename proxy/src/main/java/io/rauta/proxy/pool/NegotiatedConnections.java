package io.rauta.proxy.pool;

import io.netty.channel.Channel;
import io.rauta.config.cluster.ConnectionSettings;
import io.rauta.config.cluster.UpstreamProtocol;
import io.rauta.proxy.http2.syntax.RequestRules.Transport;

/**
 * Connections to a host that may choose between HTTP/2 and HTTP/1.1 with each: those of either
 * version, and what it chose last.
 *
 * <p>Owned by the worker's loop.
 */
final class NegotiatedConnections
    implements HostConnections, Http1Connections.Fallback, Http2Connections.Fallback {

  private final Http1Connections http1;
  private final Http1Connections upgradable;
  private final Http2Connections http2;
  private UpstreamProtocol.Version chosen = UpstreamProtocol.Version.HTTP_2;

  /**
   * @param connector offers both
   * @param http1Connector offers HTTP/1.1 alone: for WebSockets, which many backends take over no
   *     other
   */
  NegotiatedConnections(
      HostConnector connector,
      HostConnector http1Connector,
      ConnectionSettings settings,
      PoolContext context) {
    this.http1 = new Http1Connections(connector, settings, context, this);
    this.upgradable =
        new Http1Connections(http1Connector, settings, context, new Http1Connections.NotOffered());
    this.http2 = new Http2Connections(connector, Transport.TLS, settings, context, this);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Until the host has chosen it is expected to speak HTTP/2, so that one connection is made for
   * all who wait.
   */
  @Override
  public void acquire(StreamWaiter waiter, StreamNeed need) {
    boolean isUpgrade = need == StreamNeed.WEBSOCKET && !http2.takesWebSockets();
    of(isUpgrade).acquire(waiter, need);
  }

  private HostConnections of(boolean isUpgrade) {
    if (isUpgrade) {
      return upgradable;
    }
    return switch (chosen) {
      case HTTP_1 -> http1;
      case HTTP_2 -> http2;
    };
  }

  @Override
  public void onHttp1(Channel channel, Http2Connections from) {
    chosen = UpstreamProtocol.Version.HTTP_1;
    http1.adopt(channel);
    from.moveWaiting(http1);
  }

  @Override
  public void onHttp2(Channel channel, StreamWaiter waiter, StreamNeed need) {
    chosen = UpstreamProtocol.Version.HTTP_2;
    http2.adopt(channel);
    http2.acquire(waiter, need);
  }

  @Override
  public void settings(ConnectionSettings current) {
    http1.settings(current);
    upgradable.settings(current);
    http2.settings(current);
  }

  @Override
  public void retire() {
    http1.retire();
    upgradable.retire();
    http2.retire();
  }
}
