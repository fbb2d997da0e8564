package io.rauta.proxy.http1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.rauta.config.listener.HttpSettings;
import io.rauta.proxy.http.ClientAddress;
import io.rauta.proxy.http.LocalReply;
import io.rauta.proxy.http.RequestHead;
import io.rauta.proxy.http.RequestSink;
import io.rauta.proxy.http.RequestSink.LostCause;
import io.rauta.proxy.observe.TimeoutKind;
import java.io.IOException;

/**
 * A client's HTTP/1.1 connection: takes its requests one after the other and hands each to an
 * exchange, which answers through the connection's {@link ServerStream}.
 *
 * <p>Owned by one event loop. Reading goes on while an answer is under way, so that the end of a
 * connection is seen; what a client pipelines is kept, unparsed, until its turn, and reading stops
 * meanwhile. Whatever ends a connection with bytes of the peer unread ends it gently: our side is
 * shut, the peer's bytes are read and dropped for a while, then it is closed, since a connection
 * that is closed with unread bytes takes the last answer with it.
 */
public final class Http1ServerConnection extends ChannelInboundHandlerAdapter
    implements BodyReader.DataSink {

  /** Where reading stands. */
  private enum Reading {
    /** In a head, or before one. */
    HEAD,
    /** In a body that an exchange takes. */
    BODY,
    /** In a body that nobody takes any more. */
    SKIP_BODY,
    /** Behind a request that is not yet answered. */
    AWAIT,
    /** In data of an upgraded connection. */
    TUNNEL,
    /** Behind the last answer. */
    LINGER,
    /** The connection is gone. */
    CLOSED
  }

  private static final int DROPPED_BYTES = 64 * 1024;
  private static final int LAST_READ_BYTES = 2048;

  private final Channel channel;
  private final Http1Listener listener;
  private final RequestHead head = new RequestHead();
  private final RequestLine requestLine = new RequestLine(head);
  private final RequestRules rules = new RequestRules(head);
  private final HeadReader headReader;
  private final BodyReader body;
  private final Backlog backlog;
  private final ServerStream stream;
  private final ServerTimer timer;
  private final RequestSink sink;

  private Reading reading = Reading.HEAD;
  private long bodyBytes;
  private int droppedBytes;
  private long idleGraceNanos;
  private boolean isActive;
  private boolean isConsuming;
  private boolean isPaused;
  private boolean isHeadTimed;
  private boolean hasInputEnded;
  private boolean hasOutputEnded;

  /** A connection over {@code channel}, which {@code listener} accepted from {@code client}. */
  public Http1ServerConnection(Channel channel, Http1Listener listener, ClientAddress client) {
    this.channel = channel;
    this.listener = listener;
    HeadLimits limits = HeadLimits.of(listener.settings().limits());
    this.headReader = new HeadReader(head.headers(), requestLine, limits);
    this.body = new BodyReader(limits);
    this.backlog = new Backlog(channel);
    this.stream = new ServerStream(channel, this, client, head, listener.metrics());
    this.timer = new ServerTimer(this, listener, stream.out());
    this.sink = listener.handler().open(stream);
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
    ByteBuf in = (ByteBuf) message;
    timer.read(in.readableBytes());
    if (!backlog.isEmpty() || isConsuming) {
      stash(in);
    } else {
      consume(in);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    batchEnd();
  }

  private void batchEnd() {
    if (isActive) {
      sink.onRequestBatchEnd();
    }
    if (reading != Reading.CLOSED) {
      stream.flush();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (isActive && channel.isWritable()) {
      sink.onDownstreamWritable();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == ChannelInputShutdownEvent.INSTANCE) {
      hasInputEnded = true;
      if (backlog.isEmpty() && !isConsuming) {
        inputEnded();
      }
    } else if (event != ChannelInputShutdownReadComplete.INSTANCE) {
      ctx.fireUserEventTriggered(event);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    closed();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    closeNow();
    if (!(cause instanceof IOException)) {
      ctx.fireExceptionCaught(cause);
    }
  }

  // ---- reading

  private void consume(ByteBuf in) {
    isConsuming = true;
    try {
      while (in.isReadable() && reading != Reading.CLOSED) {
        if (reading == Reading.AWAIT) {
          stash(in.readRetainedSlice(in.readableBytes()));
        } else {
          step(in);
        }
      }
    } finally {
      in.release();
      isConsuming = false;
    }
    if (!backlog.isEmpty()) {
      unstash();
    } else if (hasInputEnded) {
      inputEnded();
    }
  }

  private void step(ByteBuf in) {
    switch (reading) {
      case HEAD -> readHead(in);
      case BODY, SKIP_BODY -> readBody(in);
      case TUNNEL -> sink.onRequestData(in.readRetainedSlice(in.readableBytes()));
      case LINGER -> drop(in);
      case AWAIT, CLOSED -> in.skipBytes(in.readableBytes());
    }
  }

  private void readHead(ByteBuf in) {
    switch (headReader.read(in)) {
      case MORE -> {
        if (!isHeadTimed) {
          isHeadTimed = true;
          timer.headBegun();
        }
      }
      case REFUSED -> refuse(headReader.failure());
      case COMPLETE -> begin();
    }
  }

  private void begin() {
    HttpSettings settings = listener.settings();
    LocalReply refused = rules.judge(requestLine, settings);
    if (refused != null) {
      refuse(refused);
      return;
    }
    stream.begin(!rules.isKeptAlive());
    isActive = true;
    bodyBytes = 0;
    expectBody();
    if (requestLine.form() == RequestLine.Form.ASTERISK) {
      stream.sendReply(LocalReply.OPTIONS);
      return;
    }
    sink.onRequest(head);
    if (isActive && reading == Reading.AWAIT) {
      sink.onRequestEnd(null);
    }
  }

  private void expectBody() {
    long length = head.bodyLength();
    if (length == 0) {
      reading = Reading.AWAIT;
      timer.awaiting();
      return;
    }
    reading = Reading.BODY;
    if (length == RequestHead.CHUNKED) {
      body.expectChunks();
    } else {
      body.expectLength(length);
    }
    timer.bodyBegun();
  }

  private void readBody(ByteBuf in) {
    switch (body.read(in, this)) {
      case MORE -> {}
      case BROKEN -> breakOff(LocalReply.BAD_REQUEST);
      case COMPLETE -> {
        if (reading == Reading.SKIP_BODY) {
          next();
        } else if (reading == Reading.BODY) {
          reading = Reading.AWAIT;
          timer.awaiting();
          sink.onRequestEnd(head.areTrailersAccepted() ? body.trailers() : null);
        }
      }
    }
  }

  @Override
  public void onBodyData(ByteBuf data) {
    bodyBytes += data.readableBytes();
    if (reading == Reading.BODY && bodyBytes <= listener.settings().limits().requestBody()) {
      sink.onRequestData(data);
      return;
    }
    data.release();
    if (reading == Reading.BODY) {
      breakOff(LocalReply.BODY_TOO_LARGE);
    }
  }

  /** Ends a request in the middle of its body: with an answer if none was begun. */
  private void breakOff(LocalReply reply) {
    boolean canAnswer = isActive && !stream.isAnswering();
    boolean wasAnswering = isActive && stream.isAnswering();
    lose(LostCause.CLIENT_ERROR);
    if (canAnswer) {
      refuse(reply);
    } else if (wasAnswering) {
      stream.abort();
    } else {
      endGently();
    }
  }

  private void stash(ByteBuf in) {
    backlog.add(in);
    if (isActive) {
      channel.config().setAutoRead(false);
    }
  }

  /** Reads on in what was kept, now that it is its turn. */
  private void unstash() {
    if (isConsuming || reading == Reading.AWAIT || reading == Reading.CLOSED) {
      return;
    }
    ByteBuf in = backlog.take();
    if (in != null) {
      if (!isPaused) {
        channel.config().setAutoRead(true);
      }
      consume(in);
      batchEnd();
    }
  }

  private void inputEnded() {
    switch (reading) {
      case HEAD, SKIP_BODY, LINGER -> closeNow();
      case BODY -> {
        lose(LostCause.CLIENT_GONE);
        closeNow();
      }
      case TUNNEL -> {
        sink.onRequestEnd(null);
        if (hasOutputEnded) {
          closeAfterFlush();
        }
      }
      case AWAIT -> stream.close();
      case CLOSED -> {}
    }
  }

  // ---- what the stream asks and tells

  boolean hasBodyBegun() {
    return bodyBytes > 0;
  }

  boolean isInBody() {
    return reading == Reading.BODY;
  }

  /** Whether a body that nobody wants is longer than it is worth to save the connection. */
  boolean isBodyTooLongToSkip() {
    return reading == Reading.BODY
        && (head.isContinueExpected()
            || head.bodyLength() < 0
            || head.bodyLength() - bodyBytes > DROPPED_BYTES);
  }

  /** The protocol was switched. */
  void upgraded() {
    reading = Reading.TUNNEL;
    timer.tunnelBegun();
    unstash();
  }

  /** The answer is complete. */
  void answered() {
    if (reading == Reading.CLOSED) {
      return;
    }
    if (reading == Reading.TUNNEL) {
      tunnelAnswered();
      return;
    }
    isActive = false;
    if (stream.isClosing()) {
      if (isPeerDone()) {
        closeAfterFlush();
      } else {
        endGently();
      }
    } else if (reading == Reading.BODY) {
      reading = Reading.SKIP_BODY;
      startReading();
      flushUnlessConsuming();
    } else {
      next();
    }
  }

  private void tunnelAnswered() {
    hasOutputEnded = true;
    isActive = !hasInputEnded;
    if (hasInputEnded) {
      closeAfterFlush();
    } else {
      endOutput();
    }
  }

  /**
   * Whether the client has said that it will send nothing more, so that no byte of it can be in
   * flight.
   */
  private boolean isPeerDone() {
    return hasInputEnded || (reading == Reading.AWAIT && !rules.isKeptAlive() && backlog.isEmpty());
  }

  /** Waits for the next request, or begins with it if it is here already. */
  private void next() {
    headReader.reset();
    isHeadTimed = false;
    reading = Reading.HEAD;
    timer.idle();
    startReading();
    if (isConsuming) {
      return;
    }
    stream.flush();
    if (!backlog.isEmpty()) {
      unstash();
    } else if (hasInputEnded) {
      closeNow();
    } else if (stream.isDraining()) {
      timer.grace(idleGraceNanos);
    }
  }

  private void flushUnlessConsuming() {
    if (!isConsuming) {
      stream.flush();
    }
  }

  /** The answer cannot be completed. */
  void aborted() {
    isActive = false;
    closeNow();
  }

  /** What was answered so far was handed to the socket. */
  void flushed() {
    timer.written();
  }

  void pause() {
    isPaused = true;
    channel.config().setAutoRead(false);
  }

  void resume() {
    if (isPaused) {
      startReading();
      timer.resumed();
    }
  }

  private void startReading() {
    isPaused = false;
    if (backlog.isEmpty()) {
      channel.config().setAutoRead(true);
    }
  }

  /** Whether we ourselves keep the client from sending. */
  boolean isPaused() {
    return isPaused;
  }

  // ---- endings

  /** Refuses what was read and everything behind it. */
  private void refuse(LocalReply reply) {
    stream.sendRefusal(reply);
    endGently();
  }

  private void lose(LostCause cause) {
    if (isActive) {
      isActive = false;
      sink.onDownstreamLost(cause);
    }
  }

  private void endGently() {
    isActive = false;
    if (reading == Reading.CLOSED || reading == Reading.LINGER) {
      return;
    }
    reading = Reading.LINGER;
    droppedBytes = 0;
    backlog.drop();
    startReading();
    timer.linger();
    if (hasInputEnded) {
      closeAfterFlush();
    } else {
      endOutput();
    }
  }

  private void drop(ByteBuf in) {
    droppedBytes += in.readableBytes();
    in.skipBytes(in.readableBytes());
    if (droppedBytes > DROPPED_BYTES) {
      closeNow();
    }
  }

  private void endOutput() {
    stream.flush();
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(done -> EndOfOutput.shut(channel));
  }

  private void closeAfterFlush() {
    reading = Reading.LINGER;
    timer.linger();
    stream.flush();
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(done -> channel.close());
  }

  private void closeNow() {
    stream.out().discard();
    channel.close();
    closed();
  }

  private void closed() {
    if (reading == Reading.CLOSED) {
      return;
    }
    lose(LostCause.CLIENT_GONE);
    reading = Reading.CLOSED;
    backlog.drop();
    stream.out().discard();
    timer.remove();
    listener.connections().remove(this);
    listener.metrics().connectionClosed();
  }

  // ---- time and drain

  /** The head did not come in time, or no head came at all. */
  void headOverdue() {
    if (headReader.hasBegun()) {
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
    boolean canAnswer = reading == Reading.BODY && !stream.isAnswering();
    lose(LostCause.CLIENT_TIMEOUT);
    if (canAnswer) {
      refuse(LocalReply.REQUEST_TIMEOUT);
    } else {
      stream.abort();
    }
  }

  /** Ends a connection that waits for a request, unless one has just arrived. */
  private void endIdle() {
    ByteBuf in = channel.alloc().directBuffer(LAST_READ_BYTES);
    switch (LastRead.of(channel, in)) {
      case DATA -> {
        timer.read(in.readableBytes());
        consume(in);
        batchEnd();
      }
      case END -> {
        in.release();
        closeNow();
      }
      case NOTHING, UNKNOWN -> {
        in.release();
        if (timer.isLongSilent()) {
          closeNow();
        } else {
          endGently();
        }
      }
    }
  }

  /** The time for dropping what the peer still sends is over. */
  void lingered() {
    closeNow();
  }

  /** Ends the connection with its next answer, or after {@code graceNanos} without a request. */
  void drain(long graceNanos) {
    stream.drain();
    idleGraceNanos = graceNanos;
    if (reading == Reading.HEAD && !headReader.hasBegun() && backlog.isEmpty()) {
      if (timer.isLongSilent()) {
        endIdle();
      } else {
        timer.grace(graceNanos);
      }
    }
  }

  /** Ends the connection at once, whatever is under way. */
  void cut() {
    if (isActive) {
      listener.metrics().drainCut();
    }
    lose(LostCause.DRAIN_DEADLINE);
    stream.abort();
  }

  /** What reading waits for, as far as time is concerned. */
  ServerTimer.Waiting waiting() {
    return switch (reading) {
      case HEAD -> ServerTimer.Waiting.HEAD;
      case BODY, SKIP_BODY -> ServerTimer.Waiting.BODY;
      case AWAIT -> ServerTimer.Waiting.ANSWER;
      case TUNNEL -> ServerTimer.Waiting.TUNNEL;
      case LINGER, CLOSED -> ServerTimer.Waiting.END;
    };
  }
}
