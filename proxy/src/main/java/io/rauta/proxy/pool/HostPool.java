package io.rauta.proxy.pool;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.rauta.config.cluster.ConnectionSettings;
import io.rauta.proxy.cluster.Host;
import io.rauta.proxy.http.UpstreamFailure;
import io.rauta.proxy.http1.Http1ClientConnection;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/**
 * One worker's connections to one host: the unused ones, last used first, and a count of what is
 * under way.
 *
 * <p>Owned by the worker's loop.
 */
public final class HostPool implements Http1ClientConnection.Owner {

  /** How long a host that refused a connection is passed over, unless there is no other. */
  private static final long SUSPECT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Host host;
  private final PoolContext context;
  private final ArrayDeque<Http1ClientConnection> idle = new ArrayDeque<>();
  private ConnectionSettings settings;
  private int inFlight;
  private boolean retired;
  private boolean hasRefused;
  private long suspectUntil;

  HostPool(Host host, ConnectionSettings settings, PoolContext context) {
    this.host = host;
    this.settings = settings;
    this.context = context;
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
    return hasRefused && context.loop().now() < suspectUntil;
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
    settings = current;
  }

  /**
   * Finds a stream: on the connection used last, which is the one most likely to be alive, or on a
   * new one.
   *
   * @param certain whether a pooled connection is asked for signs of life first, at the price of a
   *     system call
   */
  public void acquire(StreamWaiter waiter, boolean certain) {
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
    connect(waiter);
  }

  private void connect(StreamWaiter waiter) {
    if (hasRefused) {
      // This attempt finds out; the others go elsewhere meanwhile.
      suspectUntil = context.loop().now() + SUSPECT_NANOS;
    }
    ChannelFuture connecting = context.connect(host.address(), settings.connectTimeout());
    // A socket that could not even be made is reported by a thread that is not the worker's.
    EventLoop loop = context.loop().eventLoop();
    connecting.addListener(
        done -> {
          if (loop.inEventLoop()) {
            settle(connecting, waiter);
          } else {
            loop.execute(() -> settle(connecting, waiter));
          }
        });
  }

  private void settle(ChannelFuture connecting, StreamWaiter waiter) {
    hasRefused = !connecting.isSuccess();
    if (connecting.isSuccess()) {
      connected(connecting.channel(), waiter);
    } else {
      suspectUntil = context.loop().now() + SUSPECT_NANOS;
      waiter.onConnectFailure(
          connecting.cause() instanceof ConnectTimeoutException
              ? UpstreamFailure.CONNECT_TIMEOUT
              : UpstreamFailure.REFUSED);
    }
  }

  private void connected(Channel channel, StreamWaiter waiter) {
    long usableUntil = context.loop().now() + context.loop().jittered(settings.maxAge().toNanos());
    Http1ClientConnection connection =
        new Http1ClientConnection(channel, context.loop(), this, usableUntil);
    channel.pipeline().addLast(connection);
    channel.config().setAutoRead(true);
    context.metrics().upstreamOpened();
    if (!waiter.onStream(connection, false)) {
      onReusable(connection);
    }
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

  /** Closes what is unused now and everything else after its use: the host is gone. */
  void retire() {
    retired = true;
    for (Http1ClientConnection connection = idle.pollLast();
        connection != null;
        connection = idle.pollLast()) {
      connection.close();
    }
  }
}
