package io.rauta.proxy.http2.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.channel.socket.ChannelOutputShutdownEvent;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Settings;
import io.rauta.proxy.http.UpstreamFailure;
import io.rauta.proxy.http.UpstreamStream;
import io.rauta.proxy.http2.syntax.RequestRules.Transport;
import io.rauta.proxy.http2.syntax.ResponseRules;
import io.rauta.proxy.loop.WorkerLoop;
import io.rauta.proxy.observe.WorkerMetrics;
import java.io.IOException;

/**
 * A connection to a backend over HTTP/2. It gives out streams once the backend's first settings are
 * there, which also proves that the backend speaks HTTP/2 and is alive, before a request depends on
 * it.
 *
 * <p>Owned by one event loop.
 */
public final class Http2ClientConnection extends ChannelInboundHandlerAdapter {

  /** Most streams that are open at once, whatever the backend allows. */
  public static final int MAX_STREAMS = 100;

  private static final int FIRST_ID = 1;

  /** Where it stands. */
  private enum State {
    CONNECTING,
    OPEN,
    ENDING,
    CLOSED
  }

  private final Channel channel;
  private final WorkerLoop loop;
  private final WorkerMetrics metrics;
  private final ConnectionOwner owner;
  private final RequestOutput out;
  private final BackendFrames frames;
  private final ResponseRules rules = new ResponseRules();
  private final Http2ClientTimer timer;
  private final BackendSettings settings = new BackendSettings();

  private final ClientStreams streams;
  private State state = State.CONNECTING;
  private int slots;
  private long lastRead;

  /** A connection over {@code channel}, which {@link #start} begins to use. */
  public Http2ClientConnection(
      Channel channel,
      WorkerLoop loop,
      WorkerMetrics metrics,
      ConnectionOwner owner,
      Transport transport,
      ConnectionTimes times) {
    this(channel, loop, metrics, owner, transport, times, FIRST_ID);
  }

  Http2ClientConnection(
      Channel channel,
      WorkerLoop loop,
      WorkerMetrics metrics,
      ConnectionOwner owner,
      Transport transport,
      ConnectionTimes times,
      int firstId) {
    this.streams = new ClientStreams(firstId);
    this.channel = channel;
    this.loop = loop;
    this.metrics = metrics;
    this.owner = owner;
    this.out = new RequestOutput(channel, transport, this::flushed);
    this.frames = new BackendFrames(this, out);
    this.timer = new Http2ClientTimer(this, loop, out, times);
  }

  /** Begins to speak. */
  public void start() {
    out.begin();
    timer.begun();
  }

  // ---- for who keeps it

  /** Whether the backend's settings are there. */
  public boolean isReady() {
    return state != State.CONNECTING;
  }

  /** How many streams are given out. */
  public int streams() {
    return slots;
  }

  /** How many more streams may be given out. */
  public int room() {
    return state == State.OPEN ? Math.max(0, settings.streams() - slots) : 0;
  }

  /**
   * Whether another stream may be given out: neither as many as allowed are, nor do those hold up
   * the connection whose answers nobody takes.
   */
  public boolean hasRoom() {
    return room() > 0 && frames.unconsumed() < BackendFrames.WINDOW / 2;
  }

  /** Whether the backend takes WebSockets. */
  public boolean takesWebSockets() {
    return settings.takesConnect();
  }

  /** Gives out a stream; there must be room. It is used for a request or cancelled. */
  public UpstreamStream open() {
    if (slots++ == 0) {
      timer.used();
    }
    return new Http2ClientStream(this);
  }

  /** Gives out no streams any more and ends with the last of those under way. */
  public void end() {
    if (state == State.OPEN) {
      ending();
      endIfUnused();
    } else if (state == State.CONNECTING) {
      close(UpstreamFailure.REFUSED, UpstreamFailure.REFUSED);
    }
  }

  private void ending() {
    state = State.ENDING;
    owner.onEnding(this);
  }

  private void endIfUnused() {
    if (state == State.ENDING && slots == 0) {
      out.frames().goAway(0, Http2Error.NO_ERROR);
      out.flush();
      close(UpstreamFailure.CLOSED_EARLY, UpstreamFailure.CUT);
    }
  }

  // ---- for its streams

  /** Makes {@code stream} one that the backend knows. */
  StreamParts begin(Http2ClientStream stream) {
    StreamParts parts = streams.begin(stream, settings.window());
    metrics.upstreamStreamOpened();
    if (state == State.OPEN && !streams.hasNumbers(MAX_STREAMS)) {
      ending();
    }
    return parts;
  }

  /** A stream is over that the backend knows. */
  void ended(Http2ClientStream stream, StreamParts parts, Http2Error error) {
    streams.end(stream, parts);
    metrics.upstreamStreamClosed();
    if (error != Http2Error.NO_ERROR && state != State.CLOSED) {
      out.frames().reset(stream.id(), error);
      out.flushSoon();
    }
    giveBack();
  }

  /** A stream that was given out is no more. */
  void giveBack() {
    slots--;
    if (state == State.OPEN) {
      if (slots == 0) {
        timer.unused();
      }
      owner.onRoom(this);
    } else {
      endIfUnused();
    }
  }

  RequestOutput out() {
    return out;
  }

  ResponseRules rules() {
    return rules;
  }

  WorkerMetrics metrics() {
    return metrics;
  }

  boolean isActive() {
    return state != State.CLOSED && channel.isActive();
  }

  long now() {
    return loop.now();
  }

  /** When something was read last. */
  long lastRead() {
    return lastRead;
  }

  /** Bytes of data were passed on, or will not be. */
  void consumed(int bytes) {
    frames.consumed(bytes);
  }

  /** Allows the backend {@code bytes} more on a stream. */
  void allow(int id, int bytes) {
    if (bytes > 0 && state != State.CLOSED) {
      out.frames().windowUpdate(id, bytes);
    }
  }

  /** A copy of what {@code data} holds. */
  ByteBuf copy(ByteBuf data) {
    int size = data.readableBytes();
    return channel.alloc().directBuffer(size).writeBytes(data, data.readerIndex(), size);
  }

  private void flushed() {
    timer.written();
    streams.recycle();
  }

  // ---- for what the backend sends

  /** The streams that the backend knows. */
  ClientStreams known() {
    return streams;
  }

  /** A backend goes on with a stream. */
  void answered() {
    timer.answered();
  }

  /** Takes over what the backend wants; answers whether that is possible. */
  boolean settings(Http2Settings said) {
    int change = settings.take(said);
    if (said.headerTableSize() != null) {
      out.tableSizeNamed();
    }
    if (change != 0 && !streams.grow(out.data(), change)) {
      return false;
    }
    if (state == State.CONNECTING) {
      state = State.OPEN;
      timer.unused();
      owner.onReady(this);
    } else if (state == State.OPEN) {
      owner.onRoom(this);
    }
    return true;
  }

  /** The backend works on no stream after {@code last}. */
  void goingAway(int last) {
    metrics.upstreamGoAway();
    if (state == State.CONNECTING) {
      close(UpstreamFailure.REFUSED, UpstreamFailure.REFUSED);
      return;
    }
    if (state == State.OPEN) {
      ending();
    }
    for (Http2ClientStream stream : streams.snapshot()) {
      if (stream.id() > last) {
        stream.fail(UpstreamFailure.UNPROCESSED, Http2Error.NO_ERROR);
      }
    }
    endIfUnused();
  }

  // ---- for its timer

  boolean isUsed() {
    return slots > 0;
  }

  boolean isClosed() {
    return state == State.CLOSED;
  }

  // ---- events of the channel

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    lastRead = loop.now();
    timer.read(lastRead);
    if (state == State.CLOSED) {
      ((ByteBuf) message).release();
    } else {
      frames.take(ctx, (ByteBuf) message);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    streams.batchEnd();
    out.flush();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (channel.isWritable() && state != State.CLOSED) {
      out.data().resume();
      for (Http2ClientStream stream : streams.snapshot()) {
        if (stream.isWritable()) {
          stream.onDrained();
        }
      }
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == ChannelInputShutdownEvent.INSTANCE
        || event == ChannelOutputShutdownEvent.INSTANCE) {
      broken();
    } else if (event != ChannelInputShutdownReadComplete.INSTANCE) {
      ctx.fireUserEventTriggered(event);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    broken();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    broken();
    if (!(cause instanceof IOException)) {
      ctx.fireExceptionCaught(cause);
    }
  }

  // ---- endings

  /** The connection broke. */
  void broken() {
    close(isReady() ? UpstreamFailure.CLOSED_EARLY : UpstreamFailure.REFUSED, UpstreamFailure.CUT);
  }

  /** Ends the connection, and everything on it for that reason. */
  void fail(UpstreamFailure failure) {
    close(failure, failure);
  }

  /** The backend breaks the rules of the connection. */
  void refuse(Http2Error error) {
    if (state != State.CLOSED) {
      out.frames().goAway(0, error);
      out.flush();
      fail(isReady() ? UpstreamFailure.BAD_RESPONSE : UpstreamFailure.NO_HTTP2);
    }
  }

  private void close(UpstreamFailure unbegun, UpstreamFailure begun) {
    if (state == State.CLOSED) {
      return;
    }
    boolean wasReady = isReady();
    state = State.CLOSED;
    timer.remove();
    frames.end();
    out.end();
    channel.close();
    if (!wasReady) {
      owner.onNotReady(this, unbegun);
    }
    owner.onClosed(this);
    for (Http2ClientStream stream : streams.snapshot()) {
      StreamResponse response = stream.response();
      boolean hasBegun = response != null && response.hasBegun();
      stream.fail(hasBegun ? begun : unbegun, Http2Error.NO_ERROR);
    }
  }
}
