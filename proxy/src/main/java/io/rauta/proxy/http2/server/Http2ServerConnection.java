package io.rauta.proxy.http2.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.rauta.config.listener.HttpSettings;
import io.rauta.config.listener.HttpTimeouts;
import io.rauta.proxy.http.ClientAddress;
import io.rauta.proxy.http.RequestSink.LostCause;
import io.rauta.proxy.http2.DataOutput;
import io.rauta.proxy.http2.FrameInput;
import io.rauta.proxy.http2.FrameOutput;
import io.rauta.proxy.http2.Preface;
import io.rauta.proxy.http2.ReceiveWindow;
import io.rauta.proxy.http2.syntax.FieldWriter;
import io.rauta.proxy.http2.syntax.RequestRules;
import io.rauta.proxy.observe.Flood;
import io.rauta.proxy.observe.TimeoutKind;
import io.rauta.proxy.session.ServerConnection;
import io.rauta.proxy.session.ServerListener;
import io.rauta.proxy.socket.EndOfConnection;
import io.rauta.proxy.socket.PeerEnd;
import io.rauta.proxy.socket.ReadGate;
import java.io.IOException;

/**
 * A client's HTTP/2 connection: what the channel and the clock tell, and how it comes to its end.
 * What frames mean is known to {@link ServerFrames}.
 *
 * <p>Owned by one event loop.
 */
public final class Http2ServerConnection extends ChannelInboundHandlerAdapter
    implements ServerConnection {

  private static final int MOST_UNREAD = 64 * 1024;

  private enum State {
    OPEN,
    /** Behind the last answer. */
    LINGER,
    CLOSED
  }

  private final Channel channel;
  private final ServerListener listener;
  private final Preface preface;
  private final FrameOutput out;
  private final ServerParts parts;
  private final ServerStreams streams = new ServerStreams();
  private final ServerFrames frames;
  private final FrameInput input;
  private final Floods floods;
  private final ServerTimer timer;
  private final ServerDrain drain;
  private final ServerEnding ending;
  private final ReadGate gate;
  private State state = State.OPEN;
  private boolean isClientLeaving;

  /**
   * A connection over {@code channel}, which {@code listener} accepted from {@code client}.
   *
   * @param preface what the client has sent of its preface already
   */
  public Http2ServerConnection(
      Channel channel, ServerListener listener, ClientAddress client, Preface preface) {
    HttpSettings settings = listener.settings();
    FieldWriter fields = new FieldWriter();
    this.channel = channel;
    this.listener = listener;
    this.preface = preface;
    this.out = new FrameOutput(channel, channel.voidPromise());
    this.parts =
        new ServerParts(
            this,
            listener,
            client,
            out,
            new DataOutput(out, fields),
            new AnswerFrames(out, fields, listener.loop().date()),
            new ReceiveWindow(settings.http2().connectionWindow()));
    boolean isSecure = client.scheme().length == "https".length();
    RequestRules rules =
        new RequestRules(isSecure ? RequestRules.Transport.TLS : RequestRules.Transport.CLEARTEXT);
    this.frames = new ServerFrames(this, parts, streams, fields, rules);
    this.input = new FrameInput(frames.decoder(), frames, frames);
    this.floods = new Floods(settings.http2());
    this.timer = new ServerTimer(this, listener, input, out);
    this.drain = new ServerDrain(out);
    this.ending = new ServerEnding(channel, out);
    this.gate = new ReadGate(channel, listener.loop().readSizes());
  }

  Floods floods() {
    return floods;
  }

  boolean isOpen() {
    return state == State.OPEN;
  }

  /** Whether a client may open streams. */
  boolean takesStreams() {
    return state == State.OPEN && !drain.isLast();
  }

  // ---- events of the channel

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    listener.metrics().http2Began();
    if (preface.isNew()) {
      listener.metrics().connectionOpened();
    }
    timer.idle();
    boolean ignored = timer.awaitRequest();
    ServerGreeting.write(out, listener.settings());
    listener.connections().add(this);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf in = (ByteBuf) message;
    switch (state) {
      case OPEN -> read(ctx, in);
      case LINGER -> {
        if (ending.drop(in)) {
          close(LostCause.CLIENT_GONE);
        }
      }
      case CLOSED -> in.release();
    }
  }

  private void read(ChannelHandlerContext ctx, ByteBuf in) {
    try {
      if (!preface.accept(in)) {
        in.release();
        fail(Http2Error.PROTOCOL_ERROR);
      } else {
        input.take(ctx, in);
      }
    } catch (Http2Exception e) {
      if (e.error() == Http2Error.ENHANCE_YOUR_CALM) {
        flooded(frames.flood());
      } else {
        fail(e.error());
      }
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    streams.batchEnd();
    if (state != State.OPEN) {
      return;
    }
    timer.watchHead();
    if (out.isOverrun()) {
      listener.metrics().floodRefused(Flood.UNREAD);
      close(LostCause.CLIENT_GONE);
      return;
    }
    out.flushSoon();
    if (out.waitingBytes() > MOST_UNREAD) {
      boolean ignored = gate.shut();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (channel.isWritable() && state == State.OPEN) {
      boolean ignored = gate.open();
      parts.data().resume();
      out.flushSoon();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    switch (PeerEnd.of(channel, event)) {
      case INPUT, LEAVE, CUT -> inputEnded();
      case NONE -> {}
    }
  }

  /** A client that says nothing more wants nothing more: it cannot even open its windows. */
  private void inputEnded() {
    switch (state) {
      case OPEN -> close(LostCause.CLIENT_GONE);
      case LINGER -> ending.closeAfterFlush();
      case CLOSED -> {}
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    closed(LostCause.CLIENT_GONE);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    close(LostCause.CLIENT_GONE);
    if (!(cause instanceof IOException || cause instanceof DecoderException)) {
      ctx.fireExceptionCaught(cause);
    }
  }

  // ---- streams

  /** A client opened a stream. */
  void opened(ServerStream stream) {
    streams.touch(stream);
    timer.tick();
  }

  /** A stream is over. */
  void closed(ServerStream stream, boolean isByUs) {
    streams.remove(stream, isByUs);
    if (streams.size() == 0) {
      timer.idle();
      if (drain.isLast() || isClientLeaving) {
        endGently();
      }
    }
  }

  /** The client made us reset a stream. */
  void causedReset() {
    if (!floods.spend(Flood.RESETS_CAUSED, listener.loop().now())) {
      flooded(Flood.RESETS_CAUSED);
    }
  }

  /** The client has done too much of something. */
  void flooded(Flood kind) {
    if (state == State.OPEN) {
      listener.metrics().floodRefused(kind);
      fail(Http2Error.ENHANCE_YOUR_CALM);
    }
  }

  /** The client opens no stream any more. */
  void clientLeaves() {
    isClientLeaving = true;
    if (streams.size() == 0) {
      endGently();
    }
  }

  // ---- time

  private HttpTimeouts timeouts() {
    return listener.settings().timeouts();
  }

  /** It is time to look at all deadlines. */
  void look(long now) {
    switch (state) {
      case OPEN -> lookAtOpen(now);
      case LINGER -> {
        if (timer.isUnread(now) || ending.isOver(now)) {
          close(LostCause.CLIENT_GONE);
        } else {
          timer.tick();
        }
      }
      case CLOSED -> {}
    }
  }

  private void lookAtOpen(long now) {
    if (timer.isUnread(now)) {
      listener.metrics().timedOut(TimeoutKind.BODY);
      close(LostCause.CLIENT_TIMEOUT);
      return;
    }
    if (timer.isHeadOverdue(now)) {
      listener.metrics().timedOut(TimeoutKind.REQUEST_HEAD);
      flooded(Flood.HEADERS);
      return;
    }
    for (ServerStream stream : streams.snapshot()) {
      if (stream.isOpen()) {
        stream.check(timeouts(), now);
      }
    }
    if (drain.isDue(now)) {
      lastGoAway();
    }
    if (state == State.OPEN) {
      lookAgain();
    }
  }

  private void lookAgain() {
    if (streams.size() > 0 || input.isInHead() || out.isWaiting() || drain.hasBegun()) {
      timer.tick();
      return;
    }
    streams.dropSpare();
    if (!timer.awaitRequest()) {
      listener.metrics().timedOut(TimeoutKind.IDLE);
      drain.end(streams.last(), Http2Error.NO_ERROR);
      endGently();
    }
  }

  // ---- drain

  @Override
  public void drain(long graceNanos) {
    if (state == State.OPEN && drain.begin(listener.loop().now())) {
      timer.tick();
    }
  }

  /** The client has confirmed a PING. */
  void pingConfirmed(long payload) {
    if (drain.isConfirmedBy(payload)) {
      lastGoAway();
    }
  }

  private void lastGoAway() {
    drain.end(streams.last(), Http2Error.NO_ERROR);
    if (streams.size() == 0) {
      endGently();
    }
  }

  @Override
  public void cut() {
    if (state == State.OPEN) {
      for (ServerStream stream : streams.snapshot()) {
        if (stream.request().isActive()) {
          listener.metrics().drainCut();
        }
        out.reset(stream.id(), Http2Error.CANCEL);
      }
      out.flush();
    }
    close(LostCause.DRAIN_DEADLINE);
  }

  // ---- endings

  /** The connection cannot go on. */
  private void fail(Http2Error error) {
    if (state != State.OPEN) {
      return;
    }
    state = State.LINGER;
    drain.end(streams.last(), error);
    streams.lose(LostCause.CLIENT_ERROR);
    linger();
  }

  /** Ends our side, and the connection once the client has had time to end its own. */
  private void endGently() {
    if (state == State.OPEN) {
      state = State.LINGER;
      drain.end(streams.last(), Http2Error.NO_ERROR);
      linger();
    }
  }

  private void linger() {
    input.end();
    boolean ignored = gate.open();
    ending.begin(listener.loop().now());
    timer.tick();
  }

  private void close(LostCause cause) {
    out.discard();
    EndOfConnection.now(channel);
    closed(cause);
  }

  private void closed(LostCause cause) {
    if (state != State.CLOSED) {
      state = State.CLOSED;
      streams.lose(cause);
      streams.dropSpare();
      input.end();
      gate.end();
      out.discard();
      timer.remove();
      listener.connections().remove(this);
      listener.metrics().connectionClosed();
    }
  }
}
