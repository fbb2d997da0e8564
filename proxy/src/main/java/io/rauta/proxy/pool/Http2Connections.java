package io.rauta.proxy.pool;

import io.netty.channel.Channel;
import io.rauta.config.cluster.ConnectionSettings;
import io.rauta.config.cluster.UpstreamProtocol;
import io.rauta.proxy.http.UpstreamFailure;
import io.rauta.proxy.http.UpstreamStream;
import io.rauta.proxy.http2.client.ConnectionOwner;
import io.rauta.proxy.http2.client.ConnectionTimes;
import io.rauta.proxy.http2.client.Http2ClientConnection;
import io.rauta.proxy.http2.syntax.RequestRules.Transport;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Connections over HTTP/2, each with many streams: the one made first that has room is used, so
 * that others run empty and can go. Requests that find no room wait for it, and connections are
 * made for as many as wait, not for each.
 *
 * <p>Owned by the worker's loop.
 */
final class Http2Connections implements HostConnections, HostConnector.Taker, ConnectionOwner {

  /** What is done where a backend does not speak HTTP/2. */
  interface Fallback {

    /** Takes a connection over which HTTP/1.1 is to be spoken, and who waits for one. */
    void onHttp1(Channel channel, Http2Connections from);
  }

  /** Where HTTP/1.1 must not be spoken. */
  static final class OnlyHttp2 implements Fallback {

    @Override
    public void onHttp1(Channel channel, Http2Connections from) {
      channel.close();
      from.failWaiting(UpstreamFailure.NO_HTTP2);
    }
  }

  /** Most connections that are being made at once. */
  private static final int MAX_CONNECTING = 4;

  private final HostConnector connector;
  private final Transport transport;
  private final PoolContext context;
  private final Fallback fallback;
  private final List<Http2ClientConnection> open = new ArrayList<>(2);
  private final WaitingList waiting;
  private ConnectionSettings settings;
  private int connecting;
  private int expectedRoom = Http2ClientConnection.MAX_STREAMS;
  private boolean retired;

  Http2Connections(
      HostConnector connector,
      Transport transport,
      ConnectionSettings settings,
      PoolContext context,
      Fallback fallback) {
    this.connector = connector;
    this.transport = transport;
    this.settings = settings;
    this.context = context;
    this.fallback = fallback;
    this.waiting = new WaitingList(context.loop());
  }

  @Override
  public void settings(ConnectionSettings current) {
    settings = current;
  }

  @Override
  public void acquire(StreamWaiter waiter, StreamNeed need) {
    Http2ClientConnection connection = withRoom();
    if (connection != null) {
      context.metrics().upstreamReused();
      give(connection, waiter, need);
      return;
    }
    waiting.add(waiter, need, settings.connectTimeout().toNanos());
    if (!hasUselessConnection()) {
      connectAsNeeded();
    }
  }

  private @Nullable Http2ClientConnection withRoom() {
    for (int i = 0; i < open.size(); i++) {
      Http2ClientConnection connection = open.get(i);
      if (connection.hasRoom()) {
        return connection;
      }
    }
    return null;
  }

  /** Whether the backend allows no stream even on a fresh connection: another would not help. */
  private boolean hasUselessConnection() {
    for (int i = 0; i < open.size(); i++) {
      Http2ClientConnection connection = open.get(i);
      if (connection.isReady() && connection.streams() == 0 && !connection.hasRoom()) {
        return true;
      }
    }
    return false;
  }

  /** Answers whether the stream was taken. */
  private static boolean give(
      Http2ClientConnection connection, StreamWaiter waiter, StreamNeed need) {
    if (need == StreamNeed.WEBSOCKET && !connection.takesWebSockets()) {
      waiter.onConnectFailure(UpstreamFailure.NO_WEBSOCKET);
      return false;
    }
    UpstreamStream stream = connection.open();
    // The exchange of settings was a use: what is lost on this connection is lost by its end.
    boolean isTaken = waiter.onStream(stream, true);
    if (!isTaken) {
      stream.cancel();
    }
    return isTaken;
  }

  // ---- making connections

  private void connectAsNeeded() {
    while (connecting < MAX_CONNECTING && connecting * expectedRoom < waiting.size()) {
      connecting++;
      connector.connect(this);
    }
  }

  @Override
  public void onConnected(Channel channel, UpstreamProtocol.Version version) {
    switch (version) {
      case HTTP_1 -> {
        connecting--;
        fallback.onHttp1(channel, this);
      }
      case HTTP_2 -> begin(channel);
    }
  }

  /** Takes in a connection that was made for nobody here. */
  void adopt(Channel channel) {
    connecting++;
    begin(channel);
  }

  /** Begins to speak HTTP/2; the connection is of use once the backend has done so too. */
  private void begin(Channel channel) {
    long now = context.loop().now();
    Http2ClientConnection connection =
        new Http2ClientConnection(
            channel,
            context.loop(),
            context.metrics(),
            this,
            transport,
            new ConnectionTimes(
                now + settings.connectTimeout().toNanos(),
                now + context.loop().jittered(settings.maxAge().toNanos()),
                context.loop().jittered(settings.idleTimeout().toNanos())));
    context.metrics().upstreamHttp2Opened();
    channel.pipeline().addLast(connection);
    channel.config().setAutoRead(true);
    connection.start();
  }

  @Override
  public void onConnectFailure(UpstreamFailure failure) {
    connecting--;
    failWaiting(failure);
  }

  /** Tells everybody who waits now that there is no connection. */
  void failWaiting(UpstreamFailure failure) {
    for (int left = waiting.size(); left > 0 && !waiting.isEmpty(); left--) {
      waiting.next().waiter().onConnectFailure(failure);
    }
  }

  /** Has everybody who waits now find a stream elsewhere. */
  void moveWaiting(HostConnections to) {
    for (int left = waiting.size(); left > 0 && !waiting.isEmpty(); left--) {
      WaitingList.Entry entry = waiting.next();
      to.acquire(entry.waiter(), entry.need());
    }
  }

  // ---- what connections tell

  @Override
  public void onReady(Http2ClientConnection connection) {
    connecting--;
    open.add(connection);
    expectedRoom = Math.max(1, connection.room());
    boolean isUseful = connection.hasRoom();
    serveWaiting(connection);
    if (retired) {
      connection.end();
    } else if (isUseful) {
      connectAsNeeded();
    }
  }

  @Override
  public void onRoom(Http2ClientConnection connection) {
    serveWaiting(connection);
  }

  private void serveWaiting(Http2ClientConnection connection) {
    while (!waiting.isEmpty() && connection.hasRoom()) {
      WaitingList.Entry entry = waiting.next();
      boolean ignored = give(connection, entry.waiter(), entry.need());
    }
  }

  @Override
  public void onEnding(Http2ClientConnection connection) {
    open.remove(connection);
    if (!waiting.isEmpty()) {
      connectAsNeeded();
    }
  }

  @Override
  public void onNotReady(Http2ClientConnection connection, UpstreamFailure failure) {
    connector.refused();
    onConnectFailure(failure);
  }

  @Override
  public void onClosed(Http2ClientConnection connection) {
    context.metrics().upstreamHttp2Closed();
    onEnding(connection);
  }

  /** Whether there is a connection on which WebSockets are taken. */
  boolean takesWebSockets() {
    for (int i = 0; i < open.size(); i++) {
      if (open.get(i).hasRoom() && open.get(i).takesWebSockets()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void retire() {
    retired = true;
    for (Http2ClientConnection connection : List.copyOf(open)) {
      connection.end();
    }
  }
}
