package io.rauta.proxy.handover;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.unix.PeerCredentials;
import io.netty.channel.unix.UnixChannel;
import io.rauta.config.listener.BindAddress;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The old side of one conversation with a successor about one address. Owned by the handover loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a close or write that fails ends in channelInactive
final class ServerSession extends LineHandler {

  private static final Logger LOG = LoggerFactory.getLogger(ServerSession.class);

  private enum State {
    /** Nothing was asked for. */
    CONNECTED,
    /** The successor knows how many sockets there are. */
    PROMISED,
    /** The successor has the sockets and makes itself ready. */
    STARTING,
    /** The successor is in charge for as long as it keeps the connection. */
    SUCCEEDED,
    /** Nothing more is expected. */
    ENDED
  }

  private final HandoverServer server;
  private final Offer offer;
  private final int uid;
  private State state = State.CONNECTED;
  private int peerPid;
  private @Nullable Channel channel;

  ServerSession(HandoverServer server, Offer offer, int uid) {
    this.server = server;
    this.offer = offer;
    this.uid = uid;
  }

  boolean isFor(BindAddress address) {
    return offer.address().equals(address);
  }

  /** Breaks the connection because the sockets are not offered any more. */
  void end() {
    if (isStarting()) {
      server.successorEnded();
    }
    state = State.ENDED;
    if (channel != null) {
      channel.close();
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext context) throws IOException {
    PeerCredentials peer = ((EpollDomainSocketChannel) context.channel()).peerCredentials();
    if (peer.uid() != uid) {
      LOG.warn(
          "pid={} of uid={} asked for the sockets of address={} and was refused: they are for"
              + " uid={}",
          peer.pid(),
          peer.uid(),
          offer.address(),
          uid);
      context.close();
      return;
    }
    peerPid = peer.pid();
    channel = context.channel();
    server.opened(this);
  }

  @Override
  void line(ChannelHandlerContext context, String line) {
    if (state == State.CONNECTED && line.equals(TAKE)) {
      if (!server.mayTake(offer, peerPid)) {
        say(context, REFUSED + "these sockets go to a process that takes the listeners too");
        context.close();
        return;
      }
      state = State.PROMISED;
      server.successorBegan();
      say(context, SOCKETS + offer.sockets().size());
    } else if (state == State.CONNECTED) {
      say(context, REFUSED + "not understood, this is version 1");
      context.close();
    } else if (state == State.PROMISED && line.equals(SEND)) {
      sendSockets(context);
    } else if (state == State.STARTING && line.equals(READY)) {
      successorReady(context);
    } else {
      context.close();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    server.closed(this);
    State last = state;
    state = State.ENDED;
    switch (last) {
      case PROMISED, STARTING -> {
        LOG.warn(
            "successor pid={} went away before it was ready, address={} is served as before",
            peerPid,
            offer.address());
        server.successorEnded();
      }
      case SUCCEEDED -> {
        LOG.info("successor pid={} of address={} is gone", peerPid, offer.address());
        server.successorGone(offer);
      }
      case CONNECTED, ENDED -> {}
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.debug("handover connection of pid={} failed", peerPid, cause);
    context.close();
  }

  private boolean isStarting() {
    return state == State.PROMISED || state == State.STARTING;
  }

  private void sendSockets(ChannelHandlerContext context) {
    state = State.STARTING;
    for (Channel socket : offer.sockets()) {
      if (!socket.isOpen()) {
        context.close();
        return;
      }
      context
          .write(((UnixChannel) socket).fd())
          .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }
    context.flush();
    server.sent(offer, peerPid);
    LOG.info(
        "successor pid={} has the {} sockets of address={}",
        peerPid,
        offer.sockets().size(),
        offer.address());
  }

  private void successorReady(ChannelHandlerContext context) {
    state = State.SUCCEEDED;
    LOG.info("successor pid={} is ready and serves address={}", peerPid, offer.address());
    server.release(
        offer,
        () -> {
          say(context, RELEASED);
          server.successorEnded();
        });
  }
}
