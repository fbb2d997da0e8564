package io.rauta.proxy.handover;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.unix.Socket;
import io.rauta.config.listener.BindAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listening socket that came from the predecessor: our own descriptor of a socket that both
 * processes have open. Backlog and options stay as its first owner set them.
 *
 * <p>Never shut one down: that would refuse connections in both processes. Closing is harmless,
 * since the queue lives until the last descriptor is closed. A process started by this one would
 * inherit the descriptor, which the kernel delivers without close-on-exec.
 */
public final class InheritedSocket {

  private static final Logger LOG = LoggerFactory.getLogger(InheritedSocket.class);

  private final int descriptor;
  private final AtomicBoolean spent = new AtomicBoolean();

  InheritedSocket(int descriptor) {
    this.descriptor = descriptor;
  }

  /**
   * Makes the socket a channel that accepts nothing yet, see {@link #startAccepting}. Once only;
   * the channel owns the descriptor from then on, also if this fails. Blocks until the loop has
   * registered it; not for event loops.
   *
   * @param bootstrap the groups, child handler and options of the listener, but no channel class;
   *     is not changed
   * @return the registered channel, active and with its local address
   */
  public Channel register(ServerBootstrap bootstrap) {
    // An active channel reads from its registration on, but the bootstrap adds its acceptor in a
    // later task: without
    // auto-read off, connections accepted in between would be served by nobody and closed by
    // nobody.
    ChannelFuture registered =
        bootstrap
            .clone()
            .channelFactory((ChannelFactory<ServerChannel>) this::open)
            .option(ChannelOption.AUTO_READ, false)
            .register()
            .awaitUninterruptibly();
    if (!registered.isSuccess()) {
      throw new IllegalStateException(
          "the inherited socket " + descriptor + " cannot be registered",
          Objects.requireNonNull(registered.cause()));
    }
    return registered.channel();
  }

  /** Lets a channel made by {@link #register} accept. Any thread; takes effect on its loop. */
  public static void startAccepting(Channel listener) {
    listener.eventLoop().execute(() -> listener.config().setAutoRead(true));
  }

  /** Closes the socket unless it is registered or closed. Any thread. */
  void close() {
    if (spent.compareAndSet(false, true)) {
      closeDescriptor();
    }
  }

  /** Whether this is a TCP socket bound to {@code address}. */
  boolean listensOn(BindAddress address) {
    InetSocketAddress local = new Socket(descriptor).localAddress();
    if (local == null || local.getPort() != address.port()) {
      return false;
    }
    InetAddress bound = local.getAddress();
    return switch (address) {
      case BindAddress.AllAddresses _ -> bound.isAnyLocalAddress();
      case BindAddress.OneAddress one -> {
        // Netty binds 0.0.0.0 as :: where there is IPv6.
        InetAddress wanted = InetAddress.ofLiteral(one.ip());
        yield wanted.isAnyLocalAddress() ? bound.isAnyLocalAddress() : bound.equals(wanted);
      }
    };
  }

  private EpollServerSocketChannel open() {
    if (!spent.compareAndSet(false, true)) {
      throw new IllegalStateException("it is in use or closed");
    }
    try {
      return new EpollServerSocketChannel(descriptor);
    } catch (RuntimeException e) {
      closeDescriptor();
      throw e;
    }
  }

  private void closeDescriptor() {
    try {
      new Socket(descriptor).close();
    } catch (IOException e) {
      LOG.debug("descriptor {} is not closed cleanly", descriptor, e);
    }
  }
}
