package io.rauta.proxy.http1;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.rauta.config.listener.HttpSettings;
import io.rauta.proxy.http.ClientAddress;
import io.rauta.proxy.http.DownstreamStream;
import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.http.LocalReply;
import io.rauta.proxy.http.RequestHead;
import io.rauta.proxy.http.RequestSink;
import io.rauta.proxy.http.RequestSink.LostCause;
import io.rauta.proxy.http.ResponseHead;
import io.rauta.proxy.observe.TimeoutKind;
import org.jspecify.annotations.Nullable;

/**
 * A client's HTTP/1.1 connection: takes its requests one after the other and writes their answers
 * in order.
 *
 * <p>Owned by one event loop. Reading goes on while an answer is under way, so that the end of a
 * connection is seen; what a client pipelines is kept, unparsed, until its turn, and reading stops
 * meanwhile. Whatever ends a connection with bytes of the peer unread ends it gently: our side is
 * shut, the peer's bytes are read and dropped for a while, then it is closed, since a connection
 * that is closed with unread bytes takes the last answer with it.
 */
public final class Http1ServerConnection extends ChannelInboundHandlerAdapter
    implements DownstreamStream, BodyReader.DataSink {

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

  private final Channel channel;
  private final Http1Listener listener;
  private final ClientAddress client;
  private final RequestHead head = new RequestHead();
  private final RequestLine requestLine = new RequestLine(head);
  private final RequestRules rules = new RequestRules(head);
  private final HeadReader headReader;
  private final BodyReader body;
  private final Output out;
  private final ResponseWriter writer;
  private final ServerTimer timer;
  private final RequestSink sink;

  private Reading reading = Reading.HEAD;
  private @Nullable ByteBuf backlog;
  private long bodyBytes;
  private int skipped;
  private boolean active;
  private boolean answering;
  private boolean closing;
  private boolean consuming;
  private boolean paused;
  private boolean inputEnded;
  private boolean draining;
  private long idleGraceNanos;

  /** A connection over {@code channel}, which {@code listener} accepted from {@code client}. */
  public Http1ServerConnection(Channel channel, Http1Listener listener, ClientAddress client) {
    this.channel = channel;
    this.listener = listener;
    this.client = client;
    HeadLimits limits = HeadLimits.of(listener.settings().limits());
    this.headReader = new HeadReader(head.headers(), requestLine, limits);
    this.body = new BodyReader(limits);
    this.out = new Output(channel);
    this.writer = new ResponseWriter(out);
    this.timer = new ServerTimer(this, listener, out);
    this.sink = listener.handler().open(this);
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
    if (backlog != null || consuming) {
      stash(in);
      return;
    }
    consume(in);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (active) {
      sink.onRequestBatchEnd();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (active && channel.isWritable()) {
      sink.onDownstreamWritable();
    }
  }

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
    closed();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    closeNow();
    if (!(cause instanceof java.io.IOException)) {
      ctx.fireExceptionCaught(cause);
    }
  }

  // ---- reading

  private void consume(ByteBuf in) {
    consuming = true;
    try {
      while (in.isReadable() && reading != Reading.CLOSED) {
        if (reading == Reading.AWAIT) {
          stash(in.readRetainedSlice(in.readableBytes()));
          break;
        }
        step(in);
      }
    } finally {
      in.release();
      consuming = false;
    }
    if (backlog != null && reading != Reading.AWAIT) {
      unstash();
    } else if (inputEnded) {
      afterInputEnd();
    }
  }

  private void step(ByteBuf in) {
    switch (reading) {
      case HEAD -> readHead(in);
      case BODY, SKIP_BODY -> readBody(in);
      case TUNNEL -> sink.onRequestData(in.readRetainedSlice(in.readableBytes()));
      case LINGER -> linger(in);
      case AWAIT, CLOSED -> in.skipBytes(in.readableBytes());
    }
  }

  private void readHead(ByteBuf in) {
    if (!headReader.hasBegun()) {
      timer.headBegun();
    }
    switch (headReader.read(in)) {
      case MORE -> {}
      case REFUSED -> refuse(headReader.failure());
      case COMPLETE -> begin();
    }
  }

  private void begin() {
    HttpSettings settings = listener.settings();
    LocalReply refused = rules.judge(requestLine, settings);
    closing = !rules.isKeptAlive();
    if (refused != null) {
      refuse(refused);
      return;
    }
    active = true;
    answering = false;
    bodyBytes = 0;
    expectBody();
    if (requestLine.form() == RequestLine.Form.ASTERISK) {
      sendReply(LocalReply.OPTIONS);
      return;
    }
    sink.onRequest(head);
    if (active && reading == Reading.AWAIT) {
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
      case BROKEN -> {
        if (active && !answering) {
          lose(LostCause.CLIENT_ERROR);
          refuse(LocalReply.BAD_REQUEST);
        } else {
          lose(LostCause.CLIENT_ERROR);
          endGently();
        }
      }
      case COMPLETE -> bodyComplete();
    }
  }

  @Override
  public void onBodyData(ByteBuf data) {
    bodyBytes += data.readableBytes();
    if (reading != Reading.BODY) {
      data.release();
      if (bodyBytes > LINGER_BYTES) {
        endGently();
      }
    } else if (bodyBytes > listener.settings().limits().requestBody() && !answering) {
      data.release();
      lose(LostCause.CLIENT_ERROR);
      refuse(LocalReply.BODY_TOO_LARGE);
    } else {
      sink.onRequestData(data);
    }
  }

  private void bodyComplete() {
    if (reading == Reading.SKIP_BODY) {
      next();
    } else if (reading == Reading.BODY) {
      reading = Reading.AWAIT;
      timer.awaiting();
      sink.onRequestEnd(head.areTrailersAccepted() ? body.trailers() : null);
    }
  }

  private void stash(ByteBuf in) {
    if (!in.isReadable()) {
      in.release();
      return;
    }
    ByteBuf earlier = backlog;
    if (earlier == null) {
      backlog = in;
    } else {
      ByteBuf joined = channel.alloc().directBuffer(earlier.readableBytes() + in.readableBytes());
      joined.writeBytes(earlier).writeBytes(in);
      earlier.release();
      in.release();
      backlog = joined;
    }
    if (active) {
      pauseReading();
    }
  }

  private void unstash() {
    ByteBuf in = backlog;
    if (in == null || consuming) {
      return;
    }
    backlog = null;
    if (!paused) {
      channel.config().setAutoRead(true);
    }
    consume(in);
    if (active) {
      sink.onRequestBatchEnd();
    } else {
      out.flush();
    }
  }

  private void onInputEnd() {
    inputEnded = true;
    if (backlog == null && !consuming) {
      afterInputEnd();
    }
  }

  private void afterInputEnd() {
    switch (reading) {
      case HEAD, SKIP_BODY, LINGER -> closeNow();
      case BODY -> {
        lose(LostCause.CLIENT_GONE);
        closeNow();
      }
      case TUNNEL -> sink.onRequestEnd(null);
      case AWAIT -> closing = true;
      case CLOSED -> {}
    }
  }

  // ---- answers

  @Override
  public ClientAddress client() {
    return client;
  }

  @Override
  public void sendContinue() {
    if (bodyBytes == 0) {
      writer.continues();
      out.flush();
    }
  }

  @Override
  public void sendInterim(ResponseHead interim) {
    if (!head.isHttp10()) {
      writer.interim(interim);
    }
  }

  @Override
  public void sendHead(ResponseHead response) {
    answering = true;
    closing |= draining || reading == Reading.BODY;
    closing = writer.head(response, head, closing);
  }

  @Override
  public void sendUpgrade(ResponseHead response) {
    answering = true;
    closing = true;
    writer.upgrade(response);
    reading = Reading.TUNNEL;
    timer.tunnelBegun();
    unstash();
  }

  @Override
  public void sendData(ByteBuf data) {
    writer.data(data);
  }

  @Override
  public void sendEnd(@Nullable HeaderBlock trailers) {
    writer.end(head.areTrailersAccepted() ? trailers : null);
    answered();
  }

  @Override
  public void sendReply(LocalReply reply) {
    listener.metrics().replied(reply);
    boolean mustClose = reading == Reading.BODY && !isWorthSkipping();
    closing |= draining || mustClose;
    answering = true;
    writer.reply(reply, !head.method().equals("HEAD"), closing);
    answered();
  }

  /** Whether it is cheaper to read the rest of a body than to lose the connection. */
  private boolean isWorthSkipping() {
    return !head.isContinueExpected()
        && head.bodyLength() >= 0
        && head.bodyLength() - bodyBytes <= LINGER_BYTES;
  }

  /** The answer is complete. */
  private void answered() {
    active = false;
    if (reading == Reading.CLOSED) {
      return;
    }
    if (reading == Reading.TUNNEL) {
      endOutput();
    } else if (closing) {
      if (isPeerDone()) {
        closeAfterFlush();
      } else {
        endGently();
      }
    } else if (reading == Reading.BODY) {
      reading = Reading.SKIP_BODY;
      bodyBytes = 0;
      resumeReading();
      out.flush();
    } else {
      next();
    }
  }

  /**
   * Whether the client has said that it will send nothing more, so that no byte of it can be in
   * flight.
   */
  private boolean isPeerDone() {
    return inputEnded || (reading == Reading.AWAIT && !rules.isKeptAlive() && backlog == null);
  }

  private void next() {
    headReader.reset();
    reading = Reading.HEAD;
    timer.idle();
    resumeReading();
    if (!consuming) {
      out.flush();
      if (backlog != null) {
        unstash();
      } else if (inputEnded) {
        closeNow();
        return;
      }
    }
    if (draining && reading == Reading.HEAD && !headReader.hasBegun()) {
      timer.grace(idleGraceNanos);
    }
  }

  @Override
  public void abort() {
    active = false;
    closeNow();
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
  public void pauseRequest() {
    paused = true;
    pauseReading();
  }

  @Override
  public void resumeRequest() {
    if (paused) {
      paused = false;
      resumeReading();
      timer.resumed();
    }
  }

  /** Whether we ourselves keep the client from sending. */
  boolean isPaused() {
    return paused;
  }

  private void pauseReading() {
    channel.config().setAutoRead(false);
  }

  private void resumeReading() {
    paused = false;
    if (backlog == null) {
      channel.config().setAutoRead(true);
    }
  }

  // ---- endings

  private static final int LINGER_BYTES = 64 * 1024;

  /** Refuses what was read and everything behind it. */
  private void refuse(LocalReply reply) {
    listener.metrics().replied(reply);
    writer.reply(reply, true, true);
    endGently();
  }

  private void lose(LostCause cause) {
    if (active) {
      active = false;
      sink.onDownstreamLost(cause);
    }
  }

  private void endGently() {
    active = false;
    if (reading == Reading.CLOSED || reading == Reading.LINGER) {
      return;
    }
    reading = Reading.LINGER;
    skipped = 0;
    dropBacklog();
    resumeReading();
    timer.linger();
    endOutput();
  }

  private void linger(ByteBuf in) {
    skipped += in.readableBytes();
    in.skipBytes(in.readableBytes());
    if (skipped > LINGER_BYTES) {
      closeNow();
    }
  }

  private void endOutput() {
    out.flush();
    if (inputEnded) {
      closeAfterFlush();
    } else {
      channel
          .write(io.netty.buffer.Unpooled.EMPTY_BUFFER)
          .addListener(done -> EndOfOutput.shut(channel));
      channel.flush();
    }
  }

  private void closeAfterFlush() {
    reading = Reading.LINGER;
    timer.linger();
    out.flush();
    channel
        .writeAndFlush(io.netty.buffer.Unpooled.EMPTY_BUFFER)
        .addListener(done -> channel.close());
  }

  private void closeNow() {
    out.discard();
    channel.close();
    closed();
  }

  private void closed() {
    if (reading == Reading.CLOSED) {
      return;
    }
    lose(LostCause.CLIENT_GONE);
    reading = Reading.CLOSED;
    dropBacklog();
    out.discard();
    timer.remove();
    listener.connections().remove(this);
    listener.metrics().connectionClosed();
  }

  private void dropBacklog() {
    ByteBuf dropped = backlog;
    if (dropped != null) {
      backlog = null;
      dropped.release();
    }
  }

  // ---- time and drain

  /** The head did not come in time, or no head came at all. */
  void headOverdue() {
    if (headReader.hasBegun()) {
      listener.metrics().timedOut(TimeoutKind.REQUEST_HEAD);
      refuse(LocalReply.REQUEST_TIMEOUT);
    } else {
      listener.metrics().timedOut(TimeoutKind.IDLE);
      endIdle();
    }
  }

  /** A body or an answer does not move. */
  void stalled() {
    listener.metrics().timedOut(TimeoutKind.BODY);
    boolean canAnswer = reading == Reading.BODY && !answering;
    lose(LostCause.CLIENT_TIMEOUT);
    if (canAnswer) {
      refuse(LocalReply.REQUEST_TIMEOUT);
    } else {
      closeNow();
    }
  }

  /** Ends a connection without a request, unless one has just arrived. */
  void endIdle() {
    if (reading != Reading.HEAD || headReader.hasBegun()) {
      return;
    }
    ByteBuf in = channel.alloc().directBuffer(2048);
    LastRead.Result result = LastRead.of(channel, in);
    if (result == LastRead.Result.DATA) {
      timer.read(in.readableBytes());
      consume(in);
      channelReadEnd();
    } else {
      in.release();
      if (result == LastRead.Result.END || timer.isLongSilent()) {
        closeNow();
      } else {
        endGently();
      }
    }
  }

  private void channelReadEnd() {
    if (active) {
      sink.onRequestBatchEnd();
    }
  }

  /** The time for dropping what the peer still sends is over. */
  void lingered() {
    closeNow();
  }

  /** Ends the connection with its next answer, or after {@code graceNanos} without a request. */
  void drain(long graceNanos) {
    draining = true;
    idleGraceNanos = graceNanos;
    if (reading == Reading.HEAD && !headReader.hasBegun() && backlog == null) {
      if (timer.isLongSilent()) {
        endIdle();
      } else {
        timer.grace(graceNanos);
      }
    }
  }

  /** Ends the connection at once, whatever is under way. */
  void cut() {
    if (active) {
      listener.metrics().drainCut();
    }
    lose(LostCause.DRAIN_DEADLINE);
    closeNow();
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
