package io.rauta.proxy.pool;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.rauta.config.cluster.ConnectionSettings;
import io.rauta.config.cluster.UpstreamProtocol;
import io.rauta.proxy.cluster.Host;
import io.rauta.proxy.http.UpstreamFailure;
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
  private final PoolContext context;
  private final UpstreamProtocol protocol;
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

  /** Makes a connection. */
  void connect(Taker taker) {
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
            settle(connecting, taker);
          } else {
            loop.execute(() -> settle(connecting, taker));
          }
        });
  }

  private void settle(ChannelFuture connecting, Taker taker) {
    hasRefused = !connecting.isSuccess();
    if (connecting.isSuccess()) {
      connected(connecting.channel(), taker);
    } else {
      suspectUntil = context.loop().now() + SUSPECT_NANOS;
      taker.onConnectFailure(
          connecting.cause() instanceof ConnectTimeoutException
              ? UpstreamFailure.CONNECT_TIMEOUT
              : UpstreamFailure.REFUSED);
    }
  }

  private void connected(Channel channel, Taker taker) {
    switch (protocol) {
      case UpstreamProtocol.Cleartext(var version) -> taker.onConnected(channel, version);
      case UpstreamProtocol.Encrypted _ -> {
        channel.close();
        taker.onConnectFailure(UpstreamFailure.REFUSED);
      }
    }
  }
}
