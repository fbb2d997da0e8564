package io.rauta.proxy.http2.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Flags;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.rauta.config.listener.HttpLimits;
import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.http.UpstreamFailure;
import io.rauta.proxy.http2.EarnedBudget;
import io.rauta.proxy.http2.FloodBudget;
import io.rauta.proxy.http2.FrameInput;
import io.rauta.proxy.http2.ReceiveWindow;
import io.rauta.proxy.http2.WindowSteps;
import io.rauta.proxy.http2.syntax.FieldDecoder;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a backend sends: each frame is judged as one of the connection and handed to its stream.
 * What costs us and gains nobody anything is counted; too much of it ends the connection.
 *
 * <p>Owned by one event loop.
 */
final class BackendFrames implements Http2FrameListener, FrameInput.Events, FieldDecoder.Blocks {

  /** What a backend may send is bounded here and not by settings. */
  static final HttpLimits LIMITS =
      new HttpLimits(8 * 1024, 16 * 1024, 64 * 1024, 200, Long.MAX_VALUE, 1);

  /** How much a backend may send on all streams before it is passed on, in bytes. */
  static final int WINDOW = 1024 * 1024;

  private static final int MOST_NOISE = 100;
  private static final int MOST_RESETS = 200;
  private static final int MOST_CONTROLS_WAITING = 1000;

  private final Http2ClientConnection connection;
  private final RequestOutput out;
  private final FieldDecoder decoder = new FieldDecoder(LIMITS, this);
  private final FrameInput input = new FrameInput(decoder, this, this);
  private final ReceiveWindow window = new ReceiveWindow(WINDOW);
  private final HeaderBlock unwanted = new HeaderBlock();
  private final EarnedBudget noise = new EarnedBudget(MOST_NOISE, TimeUnit.SECONDS.toNanos(10));
  private final FloodBudget resets = new FloodBudget(MOST_RESETS, TimeUnit.SECONDS.toNanos(30));
  private long dataReceived;
  private final WindowSteps windowSteps = new WindowSteps(MOST_NOISE);
  private int unconsumed;

  BackendFrames(Http2ClientConnection connection, RequestOutput out) {
    this.connection = connection;
    this.out = out;
  }

  /** Takes {@code in} over; ends the connection where it cannot go on. */
  void take(ChannelHandlerContext ctx, ByteBuf in) {
    try {
      input.take(ctx, in);
    } catch (Http2Exception e) {
      connection.refuse(e.error());
    }
  }

  /** Takes nothing any more. */
  void end() {
    input.end();
  }

  /** Bytes of data that were read and not yet passed on. */
  int unconsumed() {
    return unconsumed;
  }

  /** Bytes of data were passed on, or will not be. */
  void consumed(int bytes) {
    unconsumed -= bytes;
    int more = window.give(bytes);
    if (more > 0 && !connection.isClosed()) {
      out.frames().windowUpdate(0, more);
    }
  }

  // ---- what every frame has to keep to

  private void judge(boolean isAllowed, Http2Error error) throws Http2Exception {
    if (!isAllowed) {
      throw Http2Exception.connectionError(error, "a backend breaks the rules");
    }
  }

  /** A connection begins with settings, and frames have streams that were opened. */
  private void judgeStream(int id) throws Http2Exception {
    judge(connection.isReady() && connection.known().wasOpened(id), Http2Error.PROTOCOL_ERROR);
  }

  private void noise() throws Http2Exception {
    boolean isAllowed =
        noise.spend(connection.lastRead(), dataReceived + out.messageFrames())
            && out.frames().controlsWaiting() < MOST_CONTROLS_WAITING;
    judge(isAllowed, Http2Error.ENHANCE_YOUR_CALM);
  }

  /** A frame that tells of nothing; settings come before any. */
  private void chatter() throws Http2Exception {
    judge(connection.isReady(), Http2Error.PROTOCOL_ERROR);
    noise();
  }

  // ---- streams

  private @Nullable StreamResponse response(int id) {
    Http2ClientStream stream = connection.known().get(id);
    return stream == null ? null : stream.response();
  }

  @Override
  public HeaderBlock blockFor(int id) {
    StreamResponse response = response(id);
    return response == null ? unwanted : response.nextBlock();
  }

  @Override
  public void onHeadersRead(
      ChannelHandlerContext ctx, int id, Http2Headers list, int padding, boolean ends)
      throws Http2Exception {
    judgeStream(id);
    StreamResponse response = response(id);
    if (response == null) {
      noise();
    } else {
      connection.answered();
      response.onList(decoder.fields(), ends);
    }
  }

  @Override
  public void onHeadersRead(
      ChannelHandlerContext ctx,
      int id,
      Http2Headers list,
      int dependency,
      short weight,
      boolean exclusive,
      int padding,
      boolean ends)
      throws Http2Exception {
    onHeadersRead(ctx, id, list, padding, ends);
  }

  @Override
  public int onDataRead(ChannelHandlerContext ctx, int id, ByteBuf data, int padding, boolean ends)
      throws Http2Exception {
    judgeStream(id);
    int size = data.readableBytes() + padding;
    judge(window.take(size), Http2Error.FLOW_CONTROL_ERROR);
    unconsumed += size;
    if (data.isReadable()) {
      dataReceived++;
    } else if (!ends) {
      noise();
    }
    StreamResponse response = response(id);
    if (response == null) {
      consumed(size);
    } else {
      connection.answered();
      response.onData(data, padding, ends);
    }
    return size;
  }

  @Override
  public void onPartialData(int id, int bytes) {
    StreamResponse response = response(id);
    if (response != null) {
      response.progress().dataCame(bytes, connection.lastRead());
    }
  }

  @Override
  public void onRstStreamRead(ChannelHandlerContext ctx, int id, long code) throws Http2Exception {
    judgeStream(id);
    StreamResponse response = response(id);
    if (response == null) {
      judge(resets.spend(connection.lastRead()), Http2Error.ENHANCE_YOUR_CALM);
    } else {
      response.onReset(code);
    }
  }

  @Override
  public void onStreamError(int id, Http2Error error) throws Http2Exception {
    judgeStream(id);
    Http2ClientStream stream = connection.known().get(id);
    if (stream == null) {
      noise();
    } else {
      stream.fail(UpstreamFailure.BAD_RESPONSE, error);
    }
  }

  @Override
  public void onPushPromiseRead(
      ChannelHandlerContext ctx, int id, int promised, Http2Headers list, int padding)
      throws Http2Exception {
    judge(false, Http2Error.PROTOCOL_ERROR);
  }

  @Override
  public void onPriorityRead(
      ChannelHandlerContext ctx, int id, int dependency, short weight, boolean exclusive)
      throws Http2Exception {
    chatter();
  }

  // ---- the connection

  @Override
  public void onSettingsRead(ChannelHandlerContext ctx, Http2Settings settings)
      throws Http2Exception {
    noise();
    out.frames().settingsAck();
    judge(connection.settings(settings), Http2Error.FLOW_CONTROL_ERROR);
  }

  @Override
  public void onSettingsAckRead(ChannelHandlerContext ctx) throws Http2Exception {
    chatter();
  }

  @Override
  public void onPingRead(ChannelHandlerContext ctx, long payload) throws Http2Exception {
    chatter();
    out.frames().pingAck(payload);
  }

  @Override
  public void onPingAckRead(ChannelHandlerContext ctx, long payload) throws Http2Exception {
    chatter();
  }

  @Override
  public void onGoAwayRead(ChannelHandlerContext ctx, int last, long code, ByteBuf debug)
      throws Http2Exception {
    chatter();
    connection.goingAway(last);
  }

  @Override
  public void onWindowUpdateRead(ChannelHandlerContext ctx, int id, int bytes)
      throws Http2Exception {
    judge(connection.isReady(), Http2Error.PROTOCOL_ERROR);
    judge(windowSteps.spend(out.messageFrames()), Http2Error.ENHANCE_YOUR_CALM);
    if (id == 0) {
      judge(out.data().grow(bytes), Http2Error.FLOW_CONTROL_ERROR);
      return;
    }
    judgeStream(id);
    Http2ClientStream stream = connection.known().get(id);
    StreamParts parts = stream == null ? null : stream.parts();
    if (stream != null && parts != null && !out.data().grow(parts.output(), bytes)) {
      stream.fail(UpstreamFailure.BAD_RESPONSE, Http2Error.FLOW_CONTROL_ERROR);
    }
  }

  @Override
  public void onUnknownFrame(
      ChannelHandlerContext ctx, byte type, int id, Http2Flags flags, ByteBuf payload)
      throws Http2Exception {
    chatter();
  }
}
