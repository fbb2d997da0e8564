package io.rauta.proxy.pool;

import io.netty.channel.Channel;
import io.rauta.config.cluster.ConnectionSettings;
import io.rauta.config.cluster.UpstreamProtocol;
import io.rauta.proxy.http.UpstreamFailure;
import io.rauta.proxy.http1.Http1ClientConnection;
import java.util.ArrayDeque;

/**
 * Connections over HTTP/1.1, one request at a time on each: the unused ones, last used first.
 *
 * <p>Owned by the worker's loop.
 */
final class Http1Connections implements HostConnections, Http1ClientConnection.Owner {

  /** What is done with a connection over which the backend chose to speak HTTP/2. */
  interface Fallback {

    /** Takes the connection, and who it was made for. */
    void onHttp2(Channel channel, StreamWaiter waiter, StreamNeed need);
  }

  /** Where HTTP/2 was not offered: a backend that chooses it nevertheless is not asked. */
  static final class NotOffered implements Fallback {

    @Override
    public void onHttp2(Channel channel, StreamWaiter waiter, StreamNeed need) {
      channel.close();
      waiter.onConnectFailure(UpstreamFailure.REFUSED);
    }
  }

  private final HostConnector connector;
  private final PoolContext context;
  private final Fallback fallback;
  private final ArrayDeque<Http1ClientConnection> idle = new ArrayDeque<>();
  private ConnectionSettings settings;
  private boolean retired;

  Http1Connections(
      HostConnector connector,
      ConnectionSettings settings,
      PoolContext context,
      Fallback fallback) {
    this.connector = connector;
    this.settings = settings;
    this.context = context;
    this.fallback = fallback;
  }

  @Override
  public void settings(ConnectionSettings current) {
    settings = current;
  }

  /**
   * Finds a stream: on the connection used last, which is the one most likely to be alive, or on a
   * new one.
   */
  @Override
  public void acquire(StreamWaiter waiter, StreamNeed need) {
    boolean certain = need != StreamNeed.USUAL;
    for (Http1ClientConnection connection = idle.pollLast();
        connection != null;
        connection = idle.pollLast()) {
      if (connection.isIdle() && (!certain || connection.probe())) {
        context.metrics().upstreamReused();
        if (!waiter.onStream(connection, true)) {
          idle.addLast(connection);
        }
        return;
      }
      connection.close();
    }
    connector.connect(new NewConnection(waiter, need));
  }

  /** Hands the connection that is being made to who waits for it. */
  private final class NewConnection implements HostConnector.Taker {

    private final StreamWaiter waiter;
    private final StreamNeed need;

    NewConnection(StreamWaiter waiter, StreamNeed need) {
      this.waiter = waiter;
      this.need = need;
    }

    @Override
    public void onConnected(Channel channel, UpstreamProtocol.Version version) {
      switch (version) {
        case HTTP_1 -> {
          Http1ClientConnection connection = open(channel);
          if (!waiter.onStream(connection, false)) {
            onReusable(connection);
          }
        }
        case HTTP_2 -> fallback.onHttp2(channel, waiter, need);
      }
    }

    @Override
    public void onConnectFailure(UpstreamFailure failure) {
      waiter.onConnectFailure(failure);
    }
  }

  /** Takes in a connection that was made for nobody here. */
  void adopt(Channel channel) {
    onReusable(open(channel));
  }

  private Http1ClientConnection open(Channel channel) {
    long usableUntil = context.loop().now() + context.loop().jittered(settings.maxAge().toNanos());
    Http1ClientConnection connection =
        new Http1ClientConnection(channel, context.loop(), this, usableUntil);
    channel.pipeline().addLast(connection);
    channel.config().setAutoRead(true);
    context.metrics().upstreamOpened();
    return connection;
  }

  @Override
  public void onReusable(Http1ClientConnection connection) {
    long now = context.loop().now();
    if (retired || now >= connection.usableUntil()) {
      connection.close();
      return;
    }
    long idleUntil = now + context.loop().jittered(settings.idleTimeout().toNanos());
    connection.idleUntil(Math.min(idleUntil, connection.usableUntil()));
    idle.addLast(connection);
  }

  @Override
  public void onClosed(Http1ClientConnection connection) {
    context.metrics().upstreamClosed();
    idle.remove(connection);
  }

  @Override
  public void retire() {
    retired = true;
    for (Http1ClientConnection connection = idle.pollLast();
        connection != null;
        connection = idle.pollLast()) {
      connection.close();
    }
  }
}
