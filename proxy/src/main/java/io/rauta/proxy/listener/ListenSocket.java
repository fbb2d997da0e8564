package io.rauta.proxy.listener;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannelOption;
import io.rauta.config.listener.BindAddress;
import io.rauta.proxy.handover.InheritedSocket;
import io.rauta.proxy.loop.Transport;
import io.rauta.proxy.loop.WorkerLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One listening socket of one worker. Made and ended by the control thread; accepts on the worker's
 * loop.
 */
public final class ListenSocket {

  private static final Logger LOG = LoggerFactory.getLogger(ListenSocket.class);
  private static final int BACKLOG = 4096;
  private static final int MOST_QUEUED = BACKLOG;

  private final Channel channel;
  private final Acceptor acceptor;

  private ListenSocket(Channel channel, Acceptor acceptor) {
    this.channel = channel;
    this.acceptor = acceptor;
  }

  /**
   * Binds a socket of its own for the worker of {@code listener}, beside those of the other
   * workers.
   *
   * @throws IOException if the address cannot be bound
   */
  public static ListenSocket bind(
      Transport transport, WorkerListener listener, ConnectionLimit limit, BindAddress address)
      throws IOException {
    Acceptor acceptor = new Acceptor(listener, limit);
    ChannelFuture bound =
        bootstrap(transport, listener.loop(), acceptor)
            .channelFactory(transport::newServerSocket)
            .bind(socketAddress(address))
            .awaitUninterruptibly();
    if (bound.isSuccess()) {
      return new ListenSocket(bound.channel(), acceptor);
    }
    Throwable cause = bound.cause();
    throw new IOException(cause == null ? "cancelled" : cause.getMessage(), cause);
  }

  /** Takes over a socket of a predecessor; it accepts nothing before {@link #start}. */
  public static ListenSocket adopt(
      Transport transport,
      WorkerListener listener,
      ConnectionLimit limit,
      InheritedSocket inherited) {
    Acceptor acceptor = new Acceptor(listener, limit);
    Channel channel = inherited.register(bootstrap(transport, listener.loop(), acceptor));
    return new ListenSocket(channel, acceptor);
  }

  private static ServerBootstrap bootstrap(
      Transport transport, WorkerLoop loop, Acceptor acceptor) {
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loop.eventLoop(), loop.eventLoop())
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childHandler(acceptor);
    return switch (transport) {
      case EPOLL, IO_URING -> bootstrap.option(UnixChannelOption.SO_REUSEPORT, true);
      case NIO -> bootstrap.option(NioChannelOption.of(StandardSocketOptions.SO_REUSEPORT), true);
    };
  }

  /** The system's form of {@code address}. */
  public static InetSocketAddress socketAddress(BindAddress address) {
    return switch (address) {
      case BindAddress.AllAddresses all -> new InetSocketAddress(all.port());
      case BindAddress.OneAddress one ->
          new InetSocketAddress(InetAddress.ofLiteral(one.ip()), one.port());
    };
  }

  /** Its channel, for a successor to take over. */
  public Channel channel() {
    return channel;
  }

  /** The port that is bound. */
  public int port() {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  /** Begins to accept on a socket that was taken over. */
  public void start() {
    InheritedSocket.startAccepting(channel);
  }

  /**
   * Accepts what waits in the queue, which would be reset otherwise, and closes the socket. Blocks
   * until that is done.
   */
  public void close() {
    channel.eventLoop().execute(this::acceptQueuedAndClose);
    channel.closeFuture().awaitUninterruptibly();
  }

  /** One task, so that nothing can arrive in between. */
  private void acceptQueuedAndClose() {
    acceptQueued();
    channel.close();
  }

  private void acceptQueued() {
    if (!(channel instanceof EpollServerSocketChannel server)
        || !(server.fd() instanceof Socket socket)) {
      return;
    }
    byte[] address = new byte[25];
    try {
      for (int i = 0; i < MOST_QUEUED; i++) {
        int descriptor = socket.accept(address);
        if (descriptor < 0) {
          return;
        }
        adopt(descriptor);
      }
    } catch (IOException e) {
      LOG.debug("the queue of {} cannot be emptied", channel.localAddress(), e);
    }
  }

  private void adopt(int descriptor) {
    EpollSocketChannel accepted = new EpollSocketChannel(descriptor);
    accepted.pipeline().addLast(acceptor);
    channel.eventLoop().register(accepted);
  }
}
