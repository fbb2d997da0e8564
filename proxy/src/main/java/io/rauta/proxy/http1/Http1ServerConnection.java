package io.rauta.proxy.http1;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.rauta.proxy.http.ClientAddress;
import io.rauta.proxy.http.LocalReply;
import io.rauta.proxy.http.RequestSink;
import io.rauta.proxy.http.RequestSink.LostCause;
import io.rauta.proxy.observe.TimeoutKind;
import java.io.IOException;

/**
 * A client's HTTP/1.1 connection: takes its requests one after the other and hands each to an
 * exchange, which answers through the connection's {@link ServerStream}.
 *
 * <p>Owned by one event loop. Reading goes on while an answer is under way, so that the end of a
 * connection is seen; what a client pipelines waits in the {@link Inbox} for its turn. A connection
 * that ends with bytes of the client unread ends gently, see {@link ServerEnding}.
 */
public final class Http1ServerConnection extends ChannelInboundHandlerAdapter
    implements BodyReader.DataSink {

  private static final int LAST_READ_BYTES = 2048;

  private final Channel channel;
  private final Http1Listener listener;
  private final RequestReader request;
  private final Inbox inbox;
  private final ServerStream stream;
  private final ServerEnding ending;
  private final ServerTimer timer;
  private final RequestSink sink;

  private Reading reading = Reading.HEAD;
  private long idleGraceNanos;
  private boolean isActive;
  private boolean isConsuming;
  private boolean isHeadTimed;

  /** A connection over {@code channel}, which {@code listener} accepted from {@code client}. */
  public Http1ServerConnection(Channel channel, Http1Listener listener, ClientAddress client) {
    this.channel = channel;
    this.listener = listener;
    this.request = new RequestReader(HeadLimits.of(listener.settings().limits()));
    this.inbox = new Inbox(channel);
    this.stream = new ServerStream(channel, this, client, request.head(), listener.metrics());
    this.ending = new ServerEnding(channel, stream);
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
    if (inbox.isEmpty() && !isConsuming) {
      consume(in);
    } else {
      inbox.keep(in);
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
      ending.inputEnded();
      if (inbox.isEmpty() && !isConsuming) {
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
          inbox.keep(in.readRetainedSlice(in.readableBytes()));
        } else {
          step(in);
        }
      }
    } finally {
      in.release();
      isConsuming = false;
    }
    if (!inbox.isEmpty()) {
      consumeKept();
    } else if (ending.hasInputEnded()) {
      inputEnded();
    }
  }

  private void step(ByteBuf in) {
    switch (reading) {
      case HEAD -> readHead(in);
      case BODY, SKIP_BODY -> readBody(in);
      case TUNNEL -> sink.onRequestData(in.readRetainedSlice(in.readableBytes()));
      case LINGER -> {
        if (ending.drop(in)) {
          closeNow();
        }
      }
      case AWAIT, CLOSED -> in.skipBytes(in.readableBytes());
    }
  }

  private void readHead(ByteBuf in) {
    switch (request.readHead(in)) {
      case MORE -> {
        if (!isHeadTimed) {
          isHeadTimed = true;
          timer.headBegun();
        }
      }
      case REFUSED -> refuse(request.refusal());
      case COMPLETE -> begin();
    }
  }

  private void begin() {
    LocalReply refused = request.judge(listener.settings());
    if (refused != null) {
      refuse(refused);
      return;
    }
    stream.begin(!request.isKeptAlive());
    isActive = true;
    if (request.expectBody()) {
      reading = Reading.BODY;
      timer.bodyBegun();
    } else {
      reading = Reading.AWAIT;
      timer.awaiting();
    }
    if (request.isAboutServer()) {
      stream.sendReply(LocalReply.OPTIONS);
      return;
    }
    sink.onRequest(request.head());
    if (isActive && reading == Reading.AWAIT) {
      sink.onRequestEnd(null);
    }
  }

  private void readBody(ByteBuf in) {
    switch (request.readBody(in, this)) {
      case MORE -> {}
      case BROKEN -> breakOff(LocalReply.BAD_REQUEST);
      case COMPLETE -> {
        if (reading == Reading.SKIP_BODY) {
          next();
        } else if (reading == Reading.BODY) {
          reading = Reading.AWAIT;
          timer.awaiting();
          sink.onRequestEnd(request.trailers());
        }
      }
    }
  }

  @Override
  public void onBodyData(ByteBuf data) {
    long bytes = request.count(data.readableBytes());
    if (reading == Reading.BODY && bytes <= listener.settings().limits().requestBody()) {
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
    boolean wasActive = isActive;
    lose(LostCause.CLIENT_ERROR);
    if (!wasActive) {
      endGently();
    } else if (stream.isAnswering()) {
      stream.abort();
    } else {
      refuse(reply);
    }
  }

  /** Reads on in what was kept, if it is its turn. */
  private void consumeKept() {
    if (isConsuming || reading == Reading.AWAIT || reading == Reading.CLOSED) {
      return;
    }
    ByteBuf in = inbox.take();
    if (in != null) {
      consume(in);
      batchEnd();
    }
  }

  private void inputEnded() {
    switch (reading) {
      case HEAD, SKIP_BODY, LINGER -> closeWritten();
      case BODY -> {
        lose(LostCause.CLIENT_GONE);
        closeNow();
      }
      case TUNNEL -> {
        sink.onRequestEnd(null);
        if (ending.hasOutputEnded()) {
          ending.closeAfterFlush();
        }
      }
      case AWAIT -> stream.close();
      case CLOSED -> {}
    }
  }

  // ---- what the stream asks and tells

  boolean hasBodyBegun() {
    return request.hasBodyBegun();
  }

  boolean isInBody() {
    return reading == Reading.BODY;
  }

  /** Whether a body that nobody wants is longer than it is worth to save the connection. */
  boolean isBodyTooLongToSkip() {
    return reading == Reading.BODY
        && (request.head().isContinueExpected()
            || request.isRestLongerThan(ServerEnding.DROPPED_BYTES));
  }

  /** The protocol was switched. */
  void upgraded() {
    reading = Reading.TUNNEL;
    timer.tunnelBegun();
    if (!inbox.isEmpty()) {
      consumeKept();
    } else if (ending.hasInputEnded()) {
      inputEnded();
    }
  }

  /** The answer is complete. */
  void answered() {
    if (reading == Reading.CLOSED) {
      return;
    }
    isActive = reading == Reading.TUNNEL && !ending.hasInputEnded();
    if (reading == Reading.TUNNEL) {
      ending.endOutput();
    } else if (stream.isClosing()) {
      close();
    } else if (reading == Reading.BODY) {
      reading = Reading.SKIP_BODY;
      inbox.resume();
      timer.resumed();
      flushUnlessConsuming();
    } else {
      next();
    }
  }

  private void close() {
    if (isPeerDone()) {
      closeWritten();
    } else {
      endGently();
    }
  }

  /**
   * Whether the client has said that it will send nothing more, so that no byte of it can be in
   * flight.
   */
  private boolean isPeerDone() {
    return ending.hasInputEnded()
        || (reading == Reading.AWAIT && !request.isKeptAlive() && inbox.isEmpty());
  }

  /** Waits for the next request, or begins with it if it is here already. */
  private void next() {
    request.reset();
    isHeadTimed = false;
    reading = Reading.HEAD;
    timer.idle();
    if (stream.isDraining()) {
      timer.grace(idleGraceNanos);
    }
    inbox.resume();
    if (isConsuming) {
      return;
    }
    stream.flush();
    if (!inbox.isEmpty()) {
      consumeKept();
    } else if (ending.hasInputEnded()) {
      closeWritten();
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
    inbox.pause();
  }

  void resume() {
    if (inbox.isPaused()) {
      inbox.resume();
      timer.resumed();
    }
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
    if (reading != Reading.CLOSED && reading != Reading.LINGER) {
      reading = Reading.LINGER;
      inbox.drop();
      inbox.resume();
      timer.linger();
      ending.endOutput();
    }
  }

  /** Closes the connection once the client has what was written for it. */
  private void closeWritten() {
    if (reading != Reading.LINGER) {
      reading = Reading.LINGER;
      timer.linger();
    }
    ending.closeAfterFlush();
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
    inbox.drop();
    stream.out().discard();
    timer.remove();
    listener.connections().remove(this);
    listener.metrics().connectionClosed();
  }

  // ---- time and drain

  /** What reading waits for, as far as time is concerned. */
  ServerTimer.Waiting waiting() {
    return reading.waiting();
  }

  /** Whether we ourselves keep the client from sending. */
  boolean isPaused() {
    return inbox.isPaused();
  }

  /** The head did not come in time, or no head came at all. */
  void headOverdue() {
    if (request.hasBegun()) {
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
        if (timer.isLongSilent() && !stream.out().isWaiting()) {
          closeNow();
        } else {
          endGently();
        }
      }
    }
  }

  /** Whether a request head is on its way. */
  boolean hasHeadBegun() {
    return request.hasBegun();
  }

  /** The time for dropping what the client still sends is over. */
  void lingered() {
    closeNow();
  }

  /** Ends the connection with its next answer, or after {@code graceNanos} without a request. */
  void drain(long graceNanos) {
    stream.drain();
    idleGraceNanos = graceNanos;
    if (reading == Reading.HEAD && !request.hasBegun() && inbox.isEmpty()) {
      if (timer.isLongSilent() && !stream.out().isWaiting()) {
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
}
