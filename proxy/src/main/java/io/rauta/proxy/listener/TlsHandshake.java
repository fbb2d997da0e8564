package io.rauta.proxy.listener;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.rauta.config.route.HostPattern;
import io.rauta.config.tls.TlsSettings;
import io.rauta.proxy.http.ClientAddress;
import io.rauta.proxy.loop.DeadlineWheel;
import io.rauta.proxy.observe.HandshakeOutcome;
import io.rauta.proxy.session.ServerConnection;
import io.rauta.proxy.socket.EndOfConnection;
import io.rauta.proxy.socket.LastRead;
import io.rauta.proxy.socket.PeerEnd;
import io.rauta.proxy.tls.Alert;
import io.rauta.proxy.tls.ClientHello;
import io.rauta.proxy.tls.ClientHelloReader;
import io.rauta.proxy.tls.ServerNames;
import io.rauta.proxy.tls.ServerNames.Served;
import io.rauta.proxy.tls.ServerTlsContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client's connection from its first byte to the end of its handshake: finds out who is asked
 * for, has the TLS library answer, and gives its place to the version of HTTP that was agreed on.
 *
 * <p>Owned by one event loop. The time for it all runs from the first moment; a client that says
 * nothing has no more of it than one that says much.
 */
final class TlsHandshake extends ChannelInboundHandlerAdapter implements ServerConnection {

  private static final Logger LOG = LoggerFactory.getLogger(TlsHandshake.class);
  private static final int LAST_READ_BYTES = 2048;

  private final Channel channel;
  private final WorkerListener listener;
  private final ClientAddress client;
  private final TlsSettings settings;
  private final ClientHelloReader reader = new ClientHelloReader();
  private final Timer timer = new Timer();
  private Phase phase = Phase.HELLO;
  private boolean isDraining;
  private @Nullable ByteBuf received;
  private @Nullable SslHandler tls;
  private HostPattern scope = new HostPattern.Any();

  private enum Phase {
    /** The first message is read. */
    HELLO,
    /** It waits to be answered. */
    WAITING,
    /** The TLS library speaks. */
    UNDER_WAY,
    OVER
  }

  /**
   * @param client where the connection comes from
   * @param names who may be asked for
   */
  TlsHandshake(Channel channel, WorkerListener listener, ClientAddress client, ServerNames names) {
    this.channel = channel;
    this.listener = listener;
    this.client = client;
    this.settings = names.settings();
  }

  private final class Timer extends DeadlineWheel.Deadline {

    void arm(long nanos) {
      listener.loop().deadlines().arm(this, listener.loop().now() + nanos);
    }

    void remove() {
      listener.loop().deadlines().remove(this);
    }

    @Override
    protected void expired() {
      overdue();
    }
  }

  // ---- events of the channel

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    if (!listener.handshakes().limit().tryBegin(settings.handshakes())) {
      phase = Phase.OVER;
      listener.metrics().tls().refused();
      EndOfConnection.cut(channel);
      return;
    }
    listener.metrics().tls().begun();
    timer.arm(settings.handshakeTimeout().toNanos());
    listener.connections().add(this);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf in = (ByteBuf) message;
    switch (phase) {
      case HELLO -> {
        ClientHelloReader.State state = reader.read(in);
        keep(in);
        judge(state);
      }
      case WAITING -> keep(in);
      case UNDER_WAY, OVER -> in.release();
    }
  }

  private void keep(ByteBuf in) {
    ByteBuf earlier = received;
    if (earlier == null) {
      received = in;
    } else {
      earlier.writeBytes(in);
      in.release();
    }
  }

  private void judge(ClientHelloReader.State state) {
    switch (state) {
      case MORE -> {}
      case COMPLETE -> answer(reader.hello());
      case UNEXPECTED -> refuse(Alert.UNEXPECTED_MESSAGE, HandshakeOutcome.FAILED);
      case TOO_LONG -> refuse(Alert.ILLEGAL_PARAMETER, HandshakeOutcome.FAILED);
      case FOREIGN -> end(HandshakeOutcome.NOT_TLS);
    }
  }

  private void answer(Optional<ClientHello> hello) {
    if (hello.isEmpty()) {
      refuse(Alert.DECODE_ERROR, HandshakeOutcome.FAILED);
    } else if (!hello.get().canAgree()) {
      refuse(Alert.NO_APPLICATION_PROTOCOL, HandshakeOutcome.NO_PROTOCOL);
    } else {
      phase = Phase.WAITING;
      String name = hello.get().serverName();
      if (!listener.handshakes().pace().run(() -> begin(name))) {
        channel.config().setAutoRead(false);
      }
    }
  }

  /** Has the TLS library answer, by what is configured for {@code name} at this moment. */
  private void begin(String name) {
    if (phase != Phase.WAITING) {
      return;
    }
    Served served = listener.tls().map(names -> names.find(name)).orElse(null);
    if (served == null) {
      refuse(Alert.UNRECOGNIZED_NAME, HandshakeOutcome.UNKNOWN_NAME);
      return;
    }
    phase = Phase.UNDER_WAY;
    SslHandler handler = served.context().newHandler(channel.alloc(), listener.loop().now());
    tls = handler;
    scope = served.hostname();
    ByteBuf hello = received;
    received = null;
    channel.pipeline().addFirst(handler);
    if (hello != null) {
      channel.pipeline().fireChannelRead(hello).fireChannelReadComplete();
    }
    channel.config().setAutoRead(true);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof SslHandshakeCompletionEvent completion) {
      if (completion.isSuccess()) {
        agreed(ctx);
      } else {
        failed(completion.cause());
      }
    } else if (PeerEnd.of(channel, event) != PeerEnd.NONE) {
      end(HandshakeOutcome.CLIENT_GONE);
    }
  }

  /** Gives way to the version of HTTP that was agreed on. */
  private void agreed(ChannelHandlerContext ctx) {
    SslHandler agreed = tls;
    if (phase != Phase.UNDER_WAY || agreed == null) {
      return;
    }
    over(
        ServerTlsContext.isResumed(agreed.engine())
            ? HandshakeOutcome.RESUMED
            : HandshakeOutcome.FULL);
    String protocol = agreed.applicationProtocol();
    VersionChoice.negotiated(
        channel, listener, client.over(scope), protocol == null ? "" : protocol);
    ctx.pipeline().remove(this);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    over(HandshakeOutcome.CLIENT_GONE);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    failed(cause);
    channel.close();
  }

  // ---- endings

  /** The handshake has failed; the TLS library has said so to the client, and closes. */
  private void failed(Throwable cause) {
    if (phase != Phase.OVER) {
      LOG.debug("handshake with {} failed", channel.remoteAddress(), cause);
      over(HandshakeFailures.outcome(cause));
    }
  }

  /** Refuses what the TLS library need not be asked about. */
  private void refuse(Alert alert, HandshakeOutcome outcome) {
    over(outcome);
    channel.writeAndFlush(alert.record(channel.alloc())).addListener(ChannelFutureListener.CLOSE);
  }

  private void end(HandshakeOutcome outcome) {
    over(outcome);
    EndOfConnection.now(channel);
  }

  private void over(HandshakeOutcome outcome) {
    if (phase == Phase.OVER) {
      return;
    }
    phase = Phase.OVER;
    timer.remove();
    listener.handshakes().limit().ended();
    listener.metrics().tls().ended(outcome);
    listener.connections().remove(this);
    ByteBuf unanswered = received;
    received = null;
    if (unanswered != null) {
      unanswered.release();
    }
  }

  // ---- time

  private void overdue() {
    if (isDraining && isSilent() && hasJustArrived()) {
      return;
    }
    end(isDraining && isSilent() ? HandshakeOutcome.CLIENT_GONE : HandshakeOutcome.TIMEOUT);
  }

  /** Whether the client has said nothing so far. */
  private boolean isSilent() {
    return phase == Phase.HELLO && received == null;
  }

  /** Looks at the socket for a last time; what has arrived is read and gets its time. */
  private boolean hasJustArrived() {
    ByteBuf in = channel.alloc().directBuffer(LAST_READ_BYTES);
    if (LastRead.of(channel, in) != LastRead.Result.DATA) {
      in.release();
      return false;
    }
    timer.arm(settings.handshakeTimeout().toNanos());
    channel.pipeline().fireChannelRead(in).fireChannelReadComplete();
    return true;
  }

  /** Goes on: a handshake that has begun is followed by a request, which has a grace of its own. */
  @Override
  public void drain(long graceNanos) {
    isDraining = true;
    if (isSilent()) {
      timer.arm(Math.min(graceNanos, settings.handshakeTimeout().toNanos()));
    }
  }

  @Override
  public void cut() {
    over(HandshakeOutcome.CLIENT_GONE);
    EndOfConnection.cut(channel);
  }
}
