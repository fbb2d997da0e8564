package io.rauta.proxy.http2.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.rauta.config.listener.Http2Settings;
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
import io.rauta.proxy.socket.WriteProgress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A client's HTTP/2 connection: what the channel and the clock tell, and how it comes to its end.
 * What frames mean is known to {@link ServerFrames}.
 *
 * <p>Owned by one event loop.
 */
public final class Http2ServerConnection extends ChannelInboundHandlerAdapter
    implements ServerConnection {

  private static final int FIRST_WINDOW = 65_535;
  private static final int MOST_UNREAD = 64 * 1024;
  private static final int MOST_CONTROLS_UNREAD = 1_000;

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
  private final FrameInput input;
  private final Floods floods;
  private final ServerTimer timer;
  private final ServerDrain drain;
  private final ServerEnding ending;
  private final WriteProgress outgoing;
  private final ReadGate gate;
  private final List<ServerStream> touched = new ArrayList<>(4);
  private State state = State.OPEN;
  private boolean isClientLeaving;
  private long idleSince;
  private int headsSeen = -1;
  private long headSince;

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
    ServerFrames frames =
        new ServerFrames(
            this,
            parts,
            streams,
            fields,
            new RequestRules(
                isSecure ? RequestRules.Transport.TLS : RequestRules.Transport.CLEARTEXT));
    this.input = new FrameInput(frames.decoder(), frames, frames);
    this.floods = new Floods(settings.http2());
    this.timer = new ServerTimer(this, listener.loop());
    this.drain = new ServerDrain(out);
    this.ending = new ServerEnding(channel, out);
    this.outgoing = new WriteProgress(out, listener.loop());
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
    idleSince = listener.loop().now();
    timer.until(idleSince + timeouts().keepAlive().toNanos());
    HttpSettings settings = listener.settings();
    Http2Settings http2 = settings.http2();
    boolean hasTunnels = settings.upgrades() == HttpSettings.Upgrades.WEBSOCKET;
    out.settings(
        Http2CodecUtil.SETTINGS_MAX_CONCURRENT_STREAMS,
        http2.streams(),
        Http2CodecUtil.SETTINGS_INITIAL_WINDOW_SIZE,
        http2.streamWindow(),
        Http2CodecUtil.SETTINGS_MAX_HEADER_LIST_SIZE,
        settings.limits().fieldSection(),
        Http2CodecUtil.SETTINGS_ENABLE_CONNECT_PROTOCOL,
        hasTunnels ? 1 : 0);
    if (http2.connectionWindow() > FIRST_WINDOW) {
      out.windowUpdate(0, http2.connectionWindow() - FIRST_WINDOW);
    }
    out.flushSoon();
    listener.connections().add(this);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf in = (ByteBuf) message;
    switch (state) {
      case OPEN -> read(ctx, in);
      case LINGER -> {
        if (ending.drop(in)) {
          closeNow();
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
      } else if (preface.isComplete()) {
        input.take(ctx, in);
      } else {
        in.release();
      }
    } catch (Http2Exception e) {
      fail(e.error());
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    for (int i = 0; i < touched.size(); i++) {
      touched.get(i).batchEnd();
    }
    touched.clear();
    if (state != State.OPEN) {
      return;
    }
    watchHead();
    if (out.controlsWaiting() > MOST_CONTROLS_UNREAD) {
      out.flush();
      if (out.controlsWaiting() > MOST_CONTROLS_UNREAD) {
        listener.metrics().floodRefused(Flood.UNREAD);
        closeNow();
        return;
      }
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
      case OPEN -> closeNow();
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
    closeNow();
    if (!(cause instanceof IOException || cause instanceof DecoderException)) {
      ctx.fireExceptionCaught(cause);
    }
  }

  // ---- streams

  /** A client opened a stream. */
  void opened(ServerStream stream) {
    touched(stream);
    timer.tick();
  }

  /** Something was read for a stream. */
  void touched(ServerStream stream) {
    if (stream.touch()) {
      touched.add(stream);
    }
  }

  /** A stream is over. */
  void closed(ServerStream stream, boolean isByUs) {
    streams.remove(stream, isByUs);
    if (streams.size() == 0) {
      idleSince = listener.loop().now();
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

  private void watchHead() {
    if (input.isInHead()) {
      if (headsSeen != input.heads()) {
        headsSeen = input.heads();
        headSince = listener.loop().now();
      }
      timer.tick();
    }
  }

  private boolean isHeadOverdue(long now) {
    return input.isInHead()
        && headsSeen == input.heads()
        && now - headSince >= timeouts().requestHead().toNanos();
  }

  /** It is time to look at all deadlines. */
  void look(long now) {
    switch (state) {
      case OPEN -> lookAtOpen(now);
      case LINGER -> {
        if (isUnread(now) || ending.isOver(now)) {
          closeNow();
        } else {
          timer.tick();
        }
      }
      case CLOSED -> {}
    }
  }

  private void lookAtOpen(long now) {
    if (isUnread(now)) {
      listener.metrics().timedOut(TimeoutKind.BODY);
      close(LostCause.CLIENT_TIMEOUT);
      return;
    }
    if (isHeadOverdue(now)) {
      listener.metrics().timedOut(TimeoutKind.REQUEST_HEAD);
      fail(Http2Error.ENHANCE_YOUR_CALM);
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
      lookAgain(now);
    }
  }

  private void lookAgain(long now) {
    if (streams.size() > 0 || input.isInHead() || out.isWaiting() || drain.hasBegun()) {
      timer.tick();
      return;
    }
    streams.dropSpare();
    long end = idleSince + timeouts().keepAlive().toNanos();
    if (now < end) {
      timer.until(end);
    } else {
      listener.metrics().timedOut(TimeoutKind.IDLE);
      drain.end(streams.last(), Http2Error.NO_ERROR);
      endGently();
    }
  }

  private boolean isUnread(long now) {
    boolean ignored = outgoing.written();
    return !outgoing.isAlive(timeouts().bodyIdle().toNanos(), now);
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
    loseAll(LostCause.CLIENT_ERROR);
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

  private void loseAll(LostCause cause) {
    for (ServerStream stream : streams.snapshot()) {
      stream.lost(cause);
    }
  }

  private void closeNow() {
    close(LostCause.CLIENT_GONE);
  }

  private void close(LostCause cause) {
    out.discard();
    EndOfConnection.now(channel);
    closed(cause);
  }

  private void closed(LostCause cause) {
    if (state != State.CLOSED) {
      state = State.CLOSED;
      loseAll(cause);
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
