package io.rauta.proxy.pool;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.rauta.config.cluster.ConnectionSettings;
import io.rauta.config.cluster.UpstreamProtocol;
import io.rauta.proxy.cluster.Host;
import io.rauta.proxy.http.UpstreamFailure;
import io.rauta.proxy.tls.Alpn;
import io.rauta.proxy.tls.UpstreamHandshake;
import io.rauta.proxy.tls.UpstreamTlsContext;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * Makes one worker's connections to one host, and remembers whether it has just refused one.
 *
 * <p>Owned by the worker's loop.
 */
final class HostConnector {

  /** Takes what came of one attempt to connect; called once, perhaps before it returns. */
  interface Taker {

    /** There is a connection over which {@code version} is to be spoken; nothing was read yet. */
    void onConnected(Channel channel, UpstreamProtocol.Version version);

    /** There is none. */
    void onConnectFailure(UpstreamFailure failure);
  }

  /** How long a host that refused a connection is passed over, unless there is no other. */
  private static final long SUSPECT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Host host;
  private final UpstreamProtocol protocol;
  private final PoolContext context;
  private ConnectionSettings settings;
  private boolean hasRefused;
  private long suspectUntil;

  HostConnector(
      Host host, UpstreamProtocol protocol, ConnectionSettings settings, PoolContext context) {
    this.host = host;
    this.protocol = protocol;
    this.settings = settings;
    this.context = context;
  }

  void settings(ConnectionSettings current) {
    settings = current;
  }

  /** Whether the host has just refused a connection. */
  boolean isSuspect() {
    return hasRefused && context.loop().now() < suspectUntil;
  }

  /** Passes the host over for a while: it took a connection and was of no use. */
  void refused() {
    hasRefused = true;
    suspectUntil = context.loop().now() + SUSPECT_NANOS;
  }

  /** Makes a connection. */
  void connect(Taker taker) {
    if (hasRefused) {
      // This attempt finds out; the others go elsewhere meanwhile.
      suspectUntil = context.loop().now() + SUSPECT_NANOS;
    }
    long begun = context.loop().now();
    ChannelFuture connecting = context.connect(host.address(), settings.connectTimeout());
    // A socket that could not even be made is reported by a thread that is not the worker's.
    EventLoop loop = context.loop().eventLoop();
    connecting.addListener(
        done -> {
          if (loop.inEventLoop()) {
            settle(connecting, begun, taker);
          } else {
            loop.execute(() -> settle(connecting, begun, taker));
          }
        });
  }

  private void settle(ChannelFuture connecting, long begun, Taker taker) {
    if (connecting.isSuccess()) {
      connected(connecting.channel(), begun, taker);
    } else {
      fail(
          connecting.cause() instanceof ConnectTimeoutException
              ? UpstreamFailure.CONNECT_TIMEOUT
              : UpstreamFailure.REFUSED,
          taker);
    }
  }

  private void connected(Channel channel, long begun, Taker taker) {
    switch (protocol) {
      case UpstreamProtocol.Cleartext(var version) -> {
        hasRefused = false;
        taker.onConnected(channel, version);
      }
      case UpstreamProtocol.Encrypted encrypted -> encrypt(channel, encrypted, begun, taker);
    }
  }

  /** Has what is left of the time for the connection for a handshake. */
  private void encrypt(
      Channel channel, UpstreamProtocol.Encrypted encrypted, long begun, Taker taker) {
    UpstreamTlsContext tls = context.tls().find(encrypted);
    if (tls == null) {
      channel.close();
      fail(UpstreamFailure.REFUSED, taker);
      return;
    }
    long spent = TimeUnit.NANOSECONDS.toMillis(context.loop().now() - begun);
    long left = Math.max(1, settings.connectTimeout().toMillis() - spent);
    int port = channel.remoteAddress() instanceof InetSocketAddress remote ? remote.getPort() : 0;
    UpstreamHandshake.begin(
        channel, tls.newHandler(channel.alloc(), port, left), new Handshake(encrypted, taker));
  }

  private void fail(UpstreamFailure failure, Taker taker) {
    refused();
    taker.onConnectFailure(failure);
  }

  /** Hands on what came of a handshake. */
  private final class Handshake implements UpstreamHandshake.Taker {

    private final UpstreamProtocol.Encrypted encrypted;
    private final Taker taker;

    Handshake(UpstreamProtocol.Encrypted encrypted, Taker taker) {
      this.encrypted = encrypted;
      this.taker = taker;
    }

    @Override
    public void agreed(Channel channel, String chosen) {
      boolean isHttp2 = chosen.equals(Alpn.HTTP_2);
      if (!isHttp2 && encrypted.offer() == UpstreamProtocol.Offer.HTTP_2) {
        channel.close();
        fail(UpstreamFailure.NO_HTTP2, taker);
        return;
      }
      hasRefused = false;
      taker.onConnected(
          channel, isHttp2 ? UpstreamProtocol.Version.HTTP_2 : UpstreamProtocol.Version.HTTP_1);
    }

    @Override
    public void refused(UpstreamHandshake.Failure failure) {
      fail(
          switch (failure) {
            case NOT_TRUSTED -> UpstreamFailure.TLS;
            case TIMEOUT -> UpstreamFailure.CONNECT_TIMEOUT;
          },
          taker);
    }
  }
}
