package io.rauta.app.admin;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.rauta.proxy.handover.InheritedSocket;
import io.rauta.proxy.loop.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * The admin endpoint's listening socket and the event loop behind it, which no traffic shares. One
 * is bound, the other taken over from a predecessor.
 */
public final class AdminSocket implements AutoCloseable {

  private static final int BACKLOG = 64;
  private static final long END_MILLIS = 100;

  private final MultiThreadIoEventLoopGroup loop;
  private final Opening opening;

  private AdminSocket(Transport transport, Opening opening) {
    this.loop =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("rauta-admin", true), transport.ioHandler());
    this.opening = opening;
  }

  /** Makes the channel of a prepared bootstrap. */
  private interface Opening {
    Channel open(ServerBootstrap bootstrap) throws IOException;
  }

  /** One that will be bound to {@code address}; port 0 for a free one. */
  public static AdminSocket at(InetSocketAddress address, Transport transport) {
    return new AdminSocket(transport, bootstrap -> bind(bootstrap, address, transport));
  }

  /** One that a predecessor listens on until it is told that this process is ready. */
  public static AdminSocket inherited(InheritedSocket socket, Transport transport) {
    return new AdminSocket(transport, bootstrap -> adopt(bootstrap, socket));
  }

  /**
   * Listens, and gives each accepted connection to {@code connections}. Called once.
   *
   * @throws IOException if the address cannot be bound
   */
  Channel listen(ChannelInitializer<SocketChannel> connections) throws IOException {
    return opening.open(new ServerBootstrap().group(loop).childHandler(connections));
  }

  /** Ends the event loop, at once and with all its channels. */
  @Override
  public void close() {
    loop.shutdownGracefully(0, END_MILLIS, TimeUnit.MILLISECONDS).awaitUninterruptibly();
  }

  private static Channel bind(
      ServerBootstrap bootstrap, InetSocketAddress address, Transport transport)
      throws IOException {
    ChannelFuture bound =
        bootstrap
            .channelFactory(transport::newServerSocket)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(bound.cause());
    }
    return bound.channel();
  }

  private static Channel adopt(ServerBootstrap bootstrap, InheritedSocket socket) {
    Channel channel = socket.register(bootstrap);
    InheritedSocket.startAccepting(channel);
    return channel;
  }
}
