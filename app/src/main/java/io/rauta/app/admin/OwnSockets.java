package io.rauta.app.admin;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** Binds a socket of its own, on an event loop of its own that no traffic shares. */
public final class OwnSockets implements AdminSockets {

  private static final int BACKLOG = 64;

  private final MultiThreadIoEventLoopGroup loop;
  private final Class<? extends ServerChannel> channel;

  private OwnSockets(MultiThreadIoEventLoopGroup loop, Class<? extends ServerChannel> channel) {
    this.loop = loop;
    this.channel = channel;
  }

  /** Starts the event loop, on epoll where there is one. */
  public static OwnSockets open() {
    DefaultThreadFactory threads = new DefaultThreadFactory("admin", true);
    return Epoll.isAvailable()
        ? new OwnSockets(
            new MultiThreadIoEventLoopGroup(1, threads, EpollIoHandler.newFactory()),
            EpollServerSocketChannel.class)
        : new OwnSockets(
            new MultiThreadIoEventLoopGroup(1, threads, NioIoHandler.newFactory()),
            NioServerSocketChannel.class);
  }

  @Override
  public Channel listen(InetSocketAddress address, ChannelInitializer<SocketChannel> connections)
      throws IOException {
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loop)
            .channel(channel)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childHandler(connections)
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(bound.cause());
    }
    return bound.channel();
  }

  @Override
  public void close() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
