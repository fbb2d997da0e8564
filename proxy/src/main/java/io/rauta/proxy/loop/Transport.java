package io.rauta.proxy.loop;

import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringDomainSocketChannel;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;

/** How sockets are driven. */
public enum Transport {
  /** Linux epoll: the default wherever it exists. */
  EPOLL,
  /** Linux io_uring, on request. */
  IO_URING,
  /** The JDK's own selectors: everywhere, without handover and without reading past the loop. */
  NIO;

  /** The fastest one that works here and needs no decision of the user. */
  public static Transport preferred() {
    return Epoll.isAvailable() ? EPOLL : NIO;
  }

  /** Whether it works here. */
  public boolean isAvailable() {
    return switch (this) {
      case EPOLL -> Epoll.isAvailable();
      case IO_URING -> IoUring.isAvailable();
      case NIO -> true;
    };
  }

  /** What an event loop of it runs on. */
  public IoHandlerFactory ioHandler() {
    return switch (this) {
      case EPOLL -> EpollIoHandler.newFactory();
      case IO_URING -> IoUringIoHandler.newFactory();
      case NIO -> NioIoHandler.newFactory();
    };
  }

  /** A TCP socket to connect. */
  public Channel newSocket() {
    return switch (this) {
      case EPOLL -> new EpollSocketChannel();
      case IO_URING -> new IoUringSocketChannel();
      case NIO -> new NioSocketChannel();
    };
  }

  /** A Unix domain socket to connect. */
  public Channel newDomainSocket() {
    return switch (this) {
      case EPOLL -> new EpollDomainSocketChannel();
      case IO_URING -> new IoUringDomainSocketChannel();
      case NIO -> new NioDomainSocketChannel();
    };
  }

  /** The form of a Unix domain socket's address that {@link #newDomainSocket} connects to. */
  public SocketAddress domainAddress(DomainSocketAddress address) {
    return switch (this) {
      case EPOLL, IO_URING -> address;
      case NIO -> UnixDomainSocketAddress.of(address.path());
    };
  }

  /** A TCP socket to listen on. */
  public ServerChannel newServerSocket() {
    return switch (this) {
      case EPOLL -> new EpollServerSocketChannel();
      case IO_URING -> new IoUringServerSocketChannel();
      case NIO -> new NioServerSocketChannel();
    };
  }
}
