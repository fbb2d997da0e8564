package io.rauta.proxy.handover;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.unix.DomainSocketReadMode;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.PeerCredentials;
import io.rauta.config.listener.BindAddress;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The new side of one conversation with a predecessor about one address. Owned by the handover
 * loop; its two futures, which never fail, tell other threads.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a close or write that fails ends in channelInactive
final class ClientSession extends LineHandler {

  private static final Logger LOG = LoggerFactory.getLogger(ClientSession.class);

  private enum State {
    /** The predecessor was asked. */
    ASKED,
    /** The predecessor has answered with a count, the descriptors have not been asked for. */
    PROMISED,
    /** Descriptors arrive; the channel reads nothing else. */
    RECEIVING,
    /** All sockets are here. */
    HOLDING,
    /** This process is in charge; the open connection tells the predecessor that it lives. */
    IN_CHARGE,
    /** Nothing more is expected. */
    ENDED
  }

  private final BindAddress address;
  private final int uid;
  private final CompletableFuture<List<InheritedSocket>> sockets = new CompletableFuture<>();
  private final CompletableFuture<Void> released = new CompletableFuture<>();

  private final List<InheritedSocket> received = new ArrayList<>();
  private State state = State.ASKED;
  private int promised;
  private volatile int predecessorPid;
  private @Nullable Channel channel;

  private ClientSession(BindAddress address, int uid) {
    this.address = address;
    this.uid = uid;
  }

  /** Begins a conversation about {@code address} with its process of the user {@code uid}. */
  static ClientSession open(EventLoop loop, int uid, BindAddress address, Duration patience) {
    ClientSession session = new ClientSession(address, uid);
    ChannelFuture connected =
        new Bootstrap()
            .group(loop)
            .channel(EpollDomainSocketChannel.class)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(patience.toMillis()))
            .handler(session)
            .connect(HandoverName.of(uid, address));
    connected.addListener(
        done -> {
          if (!done.isSuccess()) {
            session.notConnected(done.cause());
          }
        });
    return session;
  }

  BindAddress address() {
    return address;
  }

  /** The sockets that came, empty if there is no predecessor or it did not hand them over. */
  CompletableFuture<List<InheritedSocket>> sockets() {
    return sockets;
  }

  /** Complete when the predecessor has given up the name or is gone. */
  CompletableFuture<Void> released() {
    return released;
  }

  /** The process id of the predecessor, 0 if it lives in another process id name space. */
  int predecessorPid() {
    return predecessorPid;
  }

  /** Ends the wait for sockets: none are taken over unless all of them have come. Any thread. */
  void giveUp(EventLoop loop) {
    if (sockets.complete(List.of())) {
      LOG.warn("the process that serves address={} did not hand it over in time", address);
      loop.execute(this::abandon);
    }
  }

  /** Tells the predecessor that this process serves the address. On the handover loop. */
  void ready() {
    if (channel == null || state != State.HOLDING) {
      released.complete(null);
      return;
    }
    say(channel, READY);
  }

  /**
   * Ends the conversation and closes every socket nobody has registered; a predecessor that still
   * runs is in charge again. On the handover loop.
   */
  void abandon() {
    state = State.ENDED;
    received.forEach(InheritedSocket::close);
    if (channel != null) {
      channel.close();
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext context) throws IOException {
    channel = context.channel();
    if (state == State.ENDED) {
      context.close();
      return;
    }
    PeerCredentials peer = ((EpollDomainSocketChannel) channel).peerCredentials();
    if (peer.uid() != uid) {
      LOG.warn(
          "the handover name of address={} is held by pid={} of uid={}, which is ignored",
          address,
          peer.pid(),
          peer.uid());
      context.close();
      return;
    }
    predecessorPid = peer.pid();
    say(context, TAKE);
  }

  @Override
  void line(ChannelHandlerContext context, String line) {
    if (state == State.ASKED && line.startsWith(SOCKETS)) {
      promised = Integer.parseUnsignedInt(line.substring(SOCKETS.length()));
      state = State.PROMISED;
    } else if (state == State.HOLDING && line.equals(RELEASED)) {
      state = State.IN_CHARGE;
      released.complete(null);
    } else if (state == State.ASKED && line.startsWith(REFUSED)) {
      LOG.info("the process pid={} keeps address={}: {}", predecessorPid, address, line);
      context.close();
    } else {
      LOG.warn("the process pid={} at address={} answered: {}", predecessorPid, address, line);
      context.close();
    }
  }

  /** Asks for the descriptors here, since no read of bytes follows before the next event. */
  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (state == State.PROMISED) {
      state = State.RECEIVING;
      readMode(context, DomainSocketReadMode.FILE_DESCRIPTORS);
      say(context, SEND);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!(message instanceof FileDescriptor descriptor)) {
      super.channelRead(context, message);
      return;
    }
    InheritedSocket socket = new InheritedSocket(descriptor.intValue());
    received.add(socket);
    if (!socket.listensOn(address)) {
      LOG.warn("pid={} sent a socket that is not of address={}", predecessorPid, address);
      context.close();
    } else if (received.size() == promised) {
      state = State.HOLDING;
      readMode(context, DomainSocketReadMode.BYTES);
      if (!sockets.complete(List.copyOf(received))) {
        abandon();
      }
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (sockets.complete(List.of())) {
      received.forEach(InheritedSocket::close);
    }
    released.complete(null);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.warn(
        "handover of address={} from pid={} failed: {}", address, predecessorPid, cause.toString());
    context.close();
  }

  private void notConnected(Throwable cause) {
    boolean nobody = cause instanceof ConnectException;
    if (sockets.complete(List.of()) && !nobody) {
      LOG.warn("the process that serves address={} cannot be asked: {}", address, cause.toString());
    }
    released.complete(null);
  }

  private static void readMode(ChannelHandlerContext context, DomainSocketReadMode mode) {
    context.channel().config().setOption(EpollChannelOption.DOMAIN_SOCKET_READ_MODE, mode);
  }
}
