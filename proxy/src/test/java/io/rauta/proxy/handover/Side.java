package io.rauta.proxy.handover;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.unix.UnixChannelOption;
import io.netty.util.ReferenceCountUtil;
import io.rauta.config.listener.BindAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One gateway in small: loops of its own, SO_REUSEPORT listeners that answer the first bytes of a
 * connection with a name and close it, and a handover server.
 */
final class Side implements AutoCloseable {

  final EventLoopGroup group;
  final EventLoop control;
  final HandoverServer server;
  private final Answer answer;
  private final ServerBootstrap bootstrap;

  Side(String name) {
    group = new MultiThreadIoEventLoopGroup(3, EpollIoHandler.newFactory());
    control = group.next();
    server = new HandoverServer(control);
    answer = new Answer(name);
    bootstrap = new ServerBootstrap().group(group).childHandler(answer);
  }

  /** Binds {@code count} listeners on one loopback port, port 0 for a free one. */
  List<Channel> bind(int port, int count) {
    return bind(InetAddress.ofLiteral("127.0.0.1"), port, count);
  }

  /** Binds {@code count} listeners on one port of {@code ip}, port 0 for a free one. */
  List<Channel> bind(InetAddress ip, int port, int count) {
    List<Channel> listeners = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int actual = i == 0 ? port : port(listeners);
      listeners.add(
          bootstrap
              .clone()
              .channel(EpollServerSocketChannel.class)
              .option(UnixChannelOption.SO_REUSEPORT, true)
              .option(ChannelOption.SO_BACKLOG, 1024)
              .bind(new InetSocketAddress(ip, actual))
              .syncUninterruptibly()
              .channel());
    }
    return listeners;
  }

  Optional<Inherited> takeOver(Collection<BindAddress> addresses) {
    return HandoverClient.takeOver(control, addresses);
  }

  /** Registers all sockets of {@code address} without accepting yet. */
  List<Channel> register(Inherited inherited, BindAddress address) {
    return inherited.sockets(address).stream().map(socket -> socket.register(bootstrap)).toList();
  }

  /** Connections accepted so far. */
  int accepted() {
    return answer.accepted.get();
  }

  /** Connections open now. */
  int open() {
    return answer.open.get();
  }

  static int port(List<Channel> listeners) {
    return ((InetSocketAddress) listeners.getFirst().localAddress()).getPort();
  }

  static BindAddress address(List<Channel> listeners) {
    return new BindAddress.OneAddress("127.0.0.1", port(listeners));
  }

  static void closeAll(List<Channel> listeners) {
    listeners.forEach(listener -> listener.close().syncUninterruptibly());
  }

  @Override
  public void close() {
    server.close();
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }

  /** Answers whatever comes first with its name. */
  @Sharable
  private static final class Answer extends ChannelInboundHandlerAdapter {

    private final byte[] answer;
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();

    Answer(String name) {
      answer = (name + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      accepted.incrementAndGet();
      open.incrementAndGet();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      open.decrementAndGet();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ReferenceCountUtil.release(message);
      context
          .writeAndFlush(Unpooled.wrappedBuffer(answer))
          .addListener(ChannelFutureListener.CLOSE);
    }
  }
}
