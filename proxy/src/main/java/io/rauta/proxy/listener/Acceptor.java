package io.rauta.proxy.listener;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannelConfig;
import io.rauta.proxy.http.ClientAddress;
import io.rauta.proxy.loop.ReadSizes;
import io.rauta.proxy.loop.WorkerLoop;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Turns what one worker accepts from one listener into connections, and stops accepting while the
 * process holds as many as it may.
 *
 * <p>Runs on the worker's loop.
 */
@ChannelHandler.Sharable
final class Acceptor extends ChannelInitializer<Channel> {

  private static final long LOOK_AGAIN_MILLIS = 50;

  private final WorkerListener listener;
  private final ConnectionLimit limit;

  Acceptor(WorkerListener listener, ConnectionLimit limit) {
    this.listener = listener;
    this.limit = limit;
  }

  @Override
  protected void initChannel(Channel channel) {
    channel.closeFuture().addListener(done -> limit.closed());
    Channel server = channel.parent();
    if (!limit.opened() && server != null) {
      pause(server);
    }
    configure((SocketChannelConfig) channel.config());
    ClientAddress client = client(channel);
    listener
        .tls()
        .ifPresentOrElse(
            names -> channel.pipeline().addLast(new TlsHandshake(channel, listener, client, names)),
            () -> VersionChoice.detected(channel, listener, client));
  }

  private void configure(SocketChannelConfig config) {
    WorkerLoop loop = listener.loop();
    config
        .setAllocator(loop.allocator())
        .setRecvByteBufAllocator(loop.readSizes())
        .setWriteBufferWaterMark(ReadSizes.WAITING)
        .setAllowHalfClosure(true)
        .setTcpNoDelay(true);
  }

  private void pause(Channel server) {
    server.config().setAutoRead(false);
    lookAgain(server);
  }

  private void lookAgain(Channel server) {
    server
        .eventLoop()
        .schedule(
            () -> {
              if (limit.hasRoom()) {
                server.config().setAutoRead(true);
              } else if (server.isOpen()) {
                lookAgain(server);
              }
            },
            LOOK_AGAIN_MILLIS,
            TimeUnit.MILLISECONDS);
  }

  private ClientAddress client(Channel channel) {
    String ip = "unknown";
    if (channel.remoteAddress() instanceof InetSocketAddress remote) {
      String literal = remote.getAddress().getHostAddress();
      int scope = literal.indexOf('%');
      ip = scope < 0 ? literal : literal.substring(0, scope);
    }
    int port = listener.port();
    if (port == 0 && channel.localAddress() instanceof InetSocketAddress local) {
      port = local.getPort();
    }
    return new ClientAddress(ip.getBytes(StandardCharsets.US_ASCII), port, Optional.empty());
  }
}
