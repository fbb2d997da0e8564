package io.rauta.proxy.http1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.rauta.proxy.http.Ascii;
import io.rauta.proxy.http.FieldName;
import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.http.RequestHead;
import io.rauta.proxy.http.ResponseHead;
import io.rauta.proxy.http.ResponseSink;
import io.rauta.proxy.http.UpstreamFailure;
import io.rauta.proxy.http.UpstreamStream;
import io.rauta.proxy.loop.WorkerLoop;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a backend over HTTP/1.1: one request at a time, never pipelined.
 *
 * <p>Owned by one event loop. It goes back to its owner only when it is provably clean: the
 * response complete by its framing, the request fully written, no byte left over, no close asked
 * for, no protocol switched. In every other case it is closed.
 */
public final class Http1ClientConnection extends ChannelInboundHandlerAdapter
    implements UpstreamStream, BodyReader.DataSink {

  /** Where a connection goes when its work is done. Called on its loop. */
  public interface Owner {

    /** The connection is clean and may be used again. */
    void onReusable(Http1ClientConnection connection);

    /** The connection is gone. */
    void onClosed(Http1ClientConnection connection);
  }

  private enum Reading {
    /** Not in use: every byte is one too many. */
    IDLE,
    HEAD,
    BODY,
    TUNNEL,
    CLOSED
  }

  private static final byte[] EVENT_STREAM =
      "text/event-stream".getBytes(StandardCharsets.US_ASCII);
  private static final int MAX_INTERIM = 8;
  private static final int PROBE_BYTES = 64;
  private static final HeadLimits LIMITS = new HeadLimits(8 * 1024, 16 * 1024, 64 * 1024, 200);

  private final Channel channel;
  private final Owner owner;
  private final long usableUntil;
  private final ResponseHead head = new ResponseHead();
  private final StatusLine statusLine = new StatusLine(head);
  private final ResponseRules rules = new ResponseRules(head, statusLine);
  private final HeadReader headReader = new HeadReader(head.headers(), statusLine, LIMITS);
  private final BodyReader body = new BodyReader(LIMITS);
  private final Output out;
  private final RequestWriter writer;
  private final ClientTimer timer;

  private Reading reading = Reading.IDLE;
  private @Nullable ResponseSink sink;
  private boolean isToHead;
  private @Nullable String webSocketKey;
  private boolean requestEnded;
  private boolean responseBegun;
  private boolean responseEnded;
  private int interims;
  private boolean paused;

  /**
   * A connection over {@code channel} whose end is told to {@code owner}.
   *
   * @param usableUntil time of the worker's clock after which it takes no new request
   */
  public Http1ClientConnection(Channel channel, WorkerLoop loop, Owner owner, long usableUntil) {
    this.channel = channel;
    this.owner = owner;
    this.usableUntil = usableUntil;
    this.out = new Output(channel);
    this.writer = new RequestWriter(out);
    this.timer = new ClientTimer(this, loop, out);
  }

  // ---- pooled

  /** Waits unused until {@code time} of the worker's clock and then closes. */
  public void idleUntil(long time) {
    timer.idleUntil(time);
  }

  /** Time of the worker's clock after which the connection takes no new request. */
  public long usableUntil() {
    return usableUntil;
  }

  /** Whether the connection is open and unused. */
  public boolean isIdle() {
    return reading == Reading.IDLE && channel.isActive();
  }

  /** Ends the connection, whatever it is doing. */
  public void close() {
    out.discard();
    channel.close();
    closed();
  }

  // ---- the request

  @Override
  public void sendHead(RequestHead request, ResponseSink responseSink) {
    sink = responseSink;
    reading = Reading.HEAD;
    headReader.reset();
    isToHead = request.method().equals("HEAD");
    webSocketKey = request.isWebSocket() ? webSocketKey(request.headers()) : null;
    requestEnded = false;
    responseBegun = false;
    responseEnded = false;
    interims = 0;
    timer.requestBegun();
    writer.head(request);
  }

  private static @Nullable String webSocketKey(HeaderBlock headers) {
    int key = headers.find(FieldName.SEC_WEBSOCKET_KEY, 0);
    return key < 0 ? null : headers.value(key);
  }

  @Override
  public void sendData(ByteBuf data) {
    if (reading == Reading.CLOSED) {
      data.release();
    } else {
      writer.data(data);
    }
  }

  @Override
  public void sendEnd(@Nullable HeaderBlock trailers) {
    requestEnded = true;
    if (reading == Reading.TUNNEL) {
      out.flush();
      endTunnel();
    } else {
      writer.end(trailers);
    }
  }

  /**
   * Ends our side of a tunnel once everything is written, or all of it where the backend ended its
   * side before.
   */
  private void endTunnel() {
    boolean isOver = responseEnded;
    channel
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(
            done -> {
              if (isOver) {
                close();
              } else {
                EndOfOutput.shut(channel);
              }
            });
  }

  @Override
  public void flush() {
    out.flush();
    timer.written();
  }

  @Override
  public boolean isWritable() {
    return channel.isWritable();
  }

  @Override
  public void pauseResponse() {
    if (!paused) {
      paused = true;
      channel.config().setAutoRead(false);
    }
  }

  @Override
  public void resumeResponse() {
    if (paused) {
      paused = false;
      timer.resumed();
      channel.config().setAutoRead(true);
    }
  }

  boolean isPaused() {
    return paused;
  }

  @Override
  public void cancel() {
    sink = null;
    close();
  }

  @Override
  public boolean probe() {
    ByteBuf room = channel.alloc().directBuffer(PROBE_BYTES);
    try {
      return switch (LastRead.of(channel, room)) {
        case NOTHING, UNKNOWN -> channel.isActive();
        case DATA, END -> false;
      };
    } finally {
      room.release();
    }
  }

  // ---- the response

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf in = (ByteBuf) message;
    timer.read(in.readableBytes());
    try {
      while (in.isReadable() && reading != Reading.CLOSED) {
        step(in);
      }
    } finally {
      in.release();
    }
  }

  private void step(ByteBuf in) {
    switch (reading) {
      case IDLE -> close();
      case HEAD -> readHead(in);
      case BODY -> readBody(in);
      case TUNNEL -> sink().onResponseData(in.readRetainedSlice(in.readableBytes()));
      case CLOSED -> in.skipBytes(in.readableBytes());
    }
  }

  private ResponseSink sink() {
    ResponseSink current = sink;
    if (current == null) {
      throw new IllegalStateException("a response has no taker");
    }
    return current;
  }

  private void readHead(ByteBuf in) {
    responseBegun = true;
    switch (headReader.read(in)) {
      case MORE -> {}
      case REFUSED -> fail(UpstreamFailure.BAD_RESPONSE);
      case COMPLETE -> {
        if (!rules.accept(isToHead)) {
          fail(UpstreamFailure.BAD_RESPONSE);
        } else if (head.status() < 200) {
          interim();
        } else {
          begin(in);
        }
      }
    }
  }

  private void interim() {
    if (head.status() == 101) {
      String key = webSocketKey;
      if (key == null || !rules.isWebSocketAccepted(key)) {
        fail(UpstreamFailure.BAD_RESPONSE);
        return;
      }
      reading = Reading.TUNNEL;
      requestEnded = false;
      timer.tunnelBegun();
      sink().onUpgrade(head);
      return;
    }
    if (++interims > MAX_INTERIM) {
      fail(UpstreamFailure.BAD_RESPONSE);
      return;
    }
    if (head.status() != 100) {
      sink().onInterim(head);
    }
    headReader.reset();
  }

  private void begin(ByteBuf in) {
    long length = head.bodyLength();
    reading = Reading.BODY;
    if (length == ResponseHead.CHUNKED) {
      body.expectChunks();
    } else if (length == ResponseHead.UNTIL_CLOSE) {
      body.expectUntilClose();
    } else {
      body.expectLength(length);
    }
    timer.bodyBegun(isEventStream(head.headers()));
    sink().onResponse(head);
    if (length == 0 && reading == Reading.BODY) {
      complete(in.isReadable());
    }
  }

  private static boolean isEventStream(HeaderBlock headers) {
    int type = headers.find(FieldName.CONTENT_TYPE, 0);
    if (type < 0) {
      return false;
    }
    int start = headers.valueStart(type);
    int end = start + EVENT_STREAM.length;
    return end <= headers.valueEnd(type)
        && Ascii.equalsLowerCase(headers.bytes(), start, end, EVENT_STREAM);
  }

  private void readBody(ByteBuf in) {
    switch (body.read(in, this)) {
      case MORE -> {}
      case BROKEN -> fail(UpstreamFailure.BAD_RESPONSE);
      case COMPLETE -> {
        if (reading == Reading.BODY) {
          complete(in.isReadable());
        }
      }
    }
  }

  @Override
  public void onBodyData(ByteBuf data) {
    if (reading == Reading.BODY) {
      sink().onResponseData(data);
    } else {
      data.release();
    }
  }

  private void complete(boolean leftovers) {
    ResponseSink done = sink();
    HeaderBlock trailers = body.trailers();
    boolean isClean =
        requestEnded && out.isEmpty() && !leftovers && rules.isKeptAlive() && channel.isActive();
    sink = null;
    if (isClean) {
      reading = Reading.IDLE;
      resumeResponse();
      owner.onReusable(this);
    } else {
      close();
    }
    done.onResponseEnd(trailers);
    done.onResponseBatchEnd();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    ResponseSink current = sink;
    if (current != null) {
      current.onResponseBatchEnd();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    ResponseSink current = sink;
    if (current != null && channel.isWritable()) {
      current.onUpstreamWritable();
    }
  }

  // ---- endings

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == ChannelInputShutdownEvent.INSTANCE) {
      onInputEnd();
    } else if (event != ChannelInputShutdownReadComplete.INSTANCE) {
      ctx.fireUserEventTriggered(event);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (reading == Reading.TUNNEL) {
      if (!responseEnded || !requestEnded) {
        fail(UpstreamFailure.CUT);
      } else {
        closed();
      }
    } else {
      onInputEnd();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    fail(responseBegun ? UpstreamFailure.CUT : UpstreamFailure.CLOSED_EARLY);
    if (!(cause instanceof java.io.IOException)) {
      ctx.fireExceptionCaught(cause);
    }
  }

  private void onInputEnd() {
    switch (reading) {
      case IDLE -> close();
      case HEAD -> fail(responseBegun ? UpstreamFailure.CUT : UpstreamFailure.CLOSED_EARLY);
      case BODY -> {
        if (body.endsWithConnection()) {
          complete(true);
        } else {
          fail(UpstreamFailure.CUT);
        }
      }
      case TUNNEL -> {
        responseEnded = true;
        ResponseSink current = sink;
        if (current != null) {
          current.onResponseEnd(null);
          current.onResponseBatchEnd();
        }
        if (requestEnded) {
          endTunnel();
        }
      }
      case CLOSED -> {}
    }
  }

  /** Ends the connection and tells the taker of its response why. */
  void fail(UpstreamFailure failure) {
    ResponseSink failed = sink;
    sink = null;
    close();
    if (failed != null) {
      failed.onUpstreamFailure(failure);
    }
  }

  private void closed() {
    if (reading != Reading.CLOSED) {
      reading = Reading.CLOSED;
      timer.remove();
      owner.onClosed(this);
    }
  }

  /** What the connection waits for, as far as time is concerned. */
  ClientTimer.Waiting waiting() {
    return switch (reading) {
      case IDLE -> ClientTimer.Waiting.IDLE;
      case BODY -> ClientTimer.Waiting.BODY;
      case HEAD, TUNNEL, CLOSED -> ClientTimer.Waiting.OTHER;
    };
  }

  ResponseSink taker() {
    return sink();
  }
}
