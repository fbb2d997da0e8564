package io.rauta.proxy.http1;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.rauta.proxy.http.ClientAddress;
import io.rauta.proxy.http.LocalReply;
import io.rauta.proxy.http.RequestSink.LostCause;
import io.rauta.proxy.http1.syntax.RequestReader;
import io.rauta.proxy.observe.TimeoutKind;
import io.rauta.proxy.session.ServerConnection;
import io.rauta.proxy.session.ServerListener;
import io.rauta.proxy.session.VersionSwitch;
import io.rauta.proxy.socket.EndOfConnection;
import io.rauta.proxy.socket.LastRead;
import io.rauta.proxy.socket.PeerEnd;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A client's HTTP/1.1 connection: what the channel and the clock tell, and how it comes to its end.
 * Its two halves are {@link ServerRequests}, which takes requests, and {@link ServerStream}, which
 * answers them.
 *
 * <p>Owned by one event loop. A connection that ends with bytes of the client unread ends gently,
 * see {@link ServerEnding}.
 */
public final class Http1ServerConnection extends ChannelInboundHandlerAdapter
    implements ServerConnection {

  private static final int LAST_READ_BYTES = 2048;
  private static final long LAST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final Channel channel;
  private final ServerListener listener;
  private final ServerStream stream;
  private final ServerEnding ending;
  private final ServerTimer timer;
  private final ServerRequests requests;

  private final @Nullable VersionSwitch versions;
  private @Nullable PrefaceWatch preface;
  private long idleGraceNanos;
  private boolean isLastWaitOver;

  /** A connection over {@code channel}, which {@code listener} accepted from {@code client}. */
  public Http1ServerConnection(Channel channel, ServerListener listener, ClientAddress client) {
    this(channel, listener, client, null);
  }

  /**
   * A connection whose client may begin with HTTP/2 instead.
   *
   * @param versions what then goes on with it
   */
  public Http1ServerConnection(
      Channel channel,
      ServerListener listener,
      ClientAddress client,
      @Nullable VersionSwitch versions) {
    RequestReader request = new RequestReader(listener.settings().limits());
    this.channel = channel;
    this.listener = listener;
    this.versions = versions;
    this.preface = versions == null ? null : new PrefaceWatch();
    this.stream = new ServerStream(channel, this, client, request.head(), listener);
    this.ending = new ServerEnding(channel, stream);
    this.timer = new ServerTimer(this, listener, stream.out());
    Inbox inbox = new Inbox(channel, listener.loop().readSizes());
    this.requests = new ServerRequests(this, listener, request, inbox, stream, ending, timer);
  }

  /** The half that takes requests. */
  ServerRequests requests() {
    return requests;
  }

  // ---- events of the channel

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    listener.metrics().connectionOpened();
    timer.idle();
    listener.connections().add(this);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    took((ByteBuf) message);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    requests.batchEnd();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (channel.isWritable()) {
      requests.writable();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    switch (PeerEnd.of(channel, event)) {
      case INPUT, CUT -> {
        if (!ending.hasInputEnded()) {
          ending.inputEnded();
          requests.inputEnded();
        }
      }
      case LEAVE -> {
        ending.inputEnded();
        left();
      }
      case NONE -> {}
    }
  }

  /** The client cannot be answered any more. */
  private void left() {
    if (requests.isActive()) {
      requests.lose(LostCause.CLIENT_GONE);
      closeNow();
    } else {
      closeWritten();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    closed();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    closeNow();
    if (!(cause instanceof IOException || cause instanceof DecoderException)) {
      ctx.fireExceptionCaught(cause);
    }
  }

  // ---- the version

  private void took(ByteBuf in) {
    PrefaceWatch watch = preface;
    if (watch == null) {
      requests.take(in);
    } else {
      tookFirst(watch, in);
    }
  }

  /** Only the first byte of what may be a preface counts as a request that has begun. */
  private void tookFirst(PrefaceWatch watch, ByteBuf in) {
    int before = watch.seen();
    ByteBuf first = in.retainedSlice(in.readerIndex(), Math.min(1, in.readableBytes()));
    switch (watch.look(in)) {
      case PART -> {
        in.release();
        if (before == 0) {
          requests.take(first);
        } else {
          first.release();
        }
      }
      case WHOLE -> {
        first.release();
        preface = null;
        switchVersion(in);
      }
      case OTHER -> {
        first.release();
        preface = null;
        if (before > 1) {
          requests.take(watch.keptBack());
        }
        requests.take(in);
      }
    }
  }

  private void switchVersion(ByteBuf rest) {
    if (versions != null && requests.closed()) {
      timer.remove();
      listener.connections().remove(this);
      versions.toHttp2(this, rest);
    } else {
      rest.release();
    }
  }

  // ---- endings

  /** Refuses what was read and everything behind it. */
  void refuse(LocalReply reply) {
    preface = null;
    stream.sendRefusal(reply);
    endGently();
  }

  /** Ends a request in the middle of its body: with an answer if none was begun. */
  void breakOff(LocalReply reply) {
    boolean wasActive = requests.isActive();
    requests.lose(LostCause.CLIENT_ERROR);
    if (!wasActive) {
      endGently();
    } else if (stream.isAnswering()) {
      stream.abort();
    } else {
      refuse(reply);
    }
  }

  /** Ends our side, and the connection once the client has had time to end its own. */
  void endGently() {
    if (requests.linger()) {
      requests.drop();
      timer.linger();
      ending.endOutput();
    }
  }

  /** Closes the connection once the client has what was written for it. */
  void closeWritten() {
    if (requests.linger()) {
      timer.linger();
    }
    ending.closeAfterFlush();
  }

  /** The answer cannot be completed, and must not look as if it had been. */
  void aborted() {
    requests.aborted();
    stream.out().discard();
    EndOfConnection.cut(channel);
    closed();
  }

  /** Closes the connection, whatever was written for the client. */
  void closeNow() {
    stream.out().discard();
    EndOfConnection.now(channel);
    closed();
  }

  private void closed() {
    if (requests.closed()) {
      stream.out().discard();
      timer.remove();
      listener.connections().remove(this);
      listener.metrics().connectionClosed();
    }
  }

  // ---- time

  /** What reading waits for, as far as time is concerned. */
  ServerTimer.Waiting waiting() {
    return requests.reading().waiting();
  }

  /** What was answered so far was handed to the socket. */
  void flushed() {
    timer.written();
  }

  /** The head did not come in time, or no head came at all. */
  void headOverdue() {
    if (requests.hasHeadBegun()) {
      listener.metrics().timedOut(TimeoutKind.REQUEST_HEAD);
      refuse(LocalReply.REQUEST_TIMEOUT);
    } else {
      if (!stream.isDraining()) {
        listener.metrics().timedOut(TimeoutKind.IDLE);
      }
      endIdle();
    }
  }

  /** A body or an answer does not move. */
  void stalled() {
    listener.metrics().timedOut(TimeoutKind.BODY);
    boolean canAnswer = requests.isInBody() && !stream.isAnswering();
    requests.lose(LostCause.CLIENT_TIMEOUT);
    if (canAnswer) {
      refuse(LocalReply.REQUEST_TIMEOUT);
    } else {
      stream.abort();
    }
  }

  /** The time for dropping what the client still sends is over. */
  void lingered() {
    closeNow();
  }

  /** Ends a connection that waits for a request, unless one has just arrived. */
  private void endIdle() {
    ByteBuf in = channel.alloc().directBuffer(LAST_READ_BYTES);
    switch (LastRead.of(channel, in)) {
      case DATA -> {
        long silentSince = timer.silentSince();
        channel.pipeline().fireChannelRead(in).fireChannelReadComplete();
        if (requests.isIdle() && timer.silentSince() == silentSince) {
          incomplete();
        }
      }
      case END -> {
        in.release();
        closeNow();
      }
      case NOTHING, UNKNOWN -> {
        in.release();
        if (isLongSilent()) {
          closeNow();
        } else {
          endGently();
        }
      }
    }
  }

  /** What came is part of a record of TLS, whose rest is likely to be on its way: waits once. */
  private void incomplete() {
    if (isLastWaitOver) {
      endGently();
    } else {
      isLastWaitOver = true;
      timer.grace(LAST_WAIT_NANOS);
    }
  }

  private boolean isLongSilent() {
    return timer.isLongSilent() && !stream.out().isWaiting();
  }

  // ---- drain

  @Override
  public void drain(long graceNanos) {
    stream.drain();
    idleGraceNanos = graceNanos;
    if (requests.isIdle()) {
      if (isLongSilent()) {
        endIdle();
      } else {
        timer.grace(graceNanos);
      }
    }
  }

  /** Only so much time is left for a last request. */
  void awaitLastRequest() {
    timer.grace(idleGraceNanos);
  }

  @Override
  public void cut() {
    if (requests.isActive()) {
      listener.metrics().drainCut();
    }
    requests.lose(LostCause.DRAIN_DEADLINE);
    stream.abort();
  }
}
