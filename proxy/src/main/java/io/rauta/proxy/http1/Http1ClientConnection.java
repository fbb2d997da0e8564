package io.rauta.proxy.http1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelOutputShutdownEvent;
import io.netty.handler.codec.DecoderException;
import io.rauta.config.listener.HttpTimeouts;
import io.rauta.proxy.http.FieldName;
import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.http.RequestHead;
import io.rauta.proxy.http.ResponseSink;
import io.rauta.proxy.http.UpstreamFailure;
import io.rauta.proxy.http.UpstreamStream;
import io.rauta.proxy.http1.ClientResponses.Reading;
import io.rauta.proxy.loop.WorkerLoop;
import io.rauta.proxy.socket.EndOfConnection;
import io.rauta.proxy.socket.EndOfOutput;
import io.rauta.proxy.socket.LastRead;
import io.rauta.proxy.socket.PeerEnd;
import io.rauta.proxy.socket.ReadGate;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a backend over HTTP/1.1: one request at a time, never pipelined. Sends requests;
 * what comes back is taken by {@link ClientResponses}.
 *
 * <p>Owned by one event loop. It goes back to its owner only when it is provably clean: the
 * response complete by its framing, the request fully written, no byte left over, no close asked
 * for, no protocol switched. In every other case it is closed.
 */
public final class Http1ClientConnection extends ChannelInboundHandlerAdapter
    implements UpstreamStream {

  /** Where a connection goes when its work is done. Called on its loop. */
  public interface Owner {

    /** The connection is clean and may be used again. */
    void onReusable(Http1ClientConnection connection);

    /** The connection is gone. */
    void onClosed(Http1ClientConnection connection);
  }

  private static final int PROBE_BYTES = 1024;

  private final Channel channel;
  private final Owner owner;
  private final long usableUntil;
  private final Output out;
  private final RequestWriter writer;
  private final ClientTimer timer;
  private final ReadGate gate;
  private final ClientResponses responses;

  private boolean requestEnded;
  private boolean outputEnded;
  private boolean outputLost;

  /**
   * A connection over {@code channel} whose end is told to {@code owner}.
   *
   * @param usableUntil time of the worker's clock after which it takes no new request
   */
  public Http1ClientConnection(Channel channel, WorkerLoop loop, Owner owner, long usableUntil) {
    this.channel = channel;
    this.owner = owner;
    this.usableUntil = usableUntil;
    this.gate = new ReadGate(channel, loop.readSizes());
    // A failed write is no exception here: it is told once, by the end of our side.
    this.out = new Output(channel, channel.unsafe().voidPromise());
    this.writer = new RequestWriter(out);
    this.timer = new ClientTimer(this, loop, out);
    this.responses = new ClientResponses(this, timer);
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
    return responses.reading() == Reading.IDLE && channel.isActive();
  }

  @Override
  public boolean probe() {
    ByteBuf room = channel.alloc().directBuffer(PROBE_BYTES);
    return switch (LastRead.of(channel, room)) {
      case DATA -> {
        // A response that nobody asked for ends the connection; a message of TLS itself does not.
        channel.pipeline().fireChannelRead(room).fireChannelReadComplete();
        yield isIdle();
      }
      case END -> {
        room.release();
        yield false;
      }
      case NOTHING, UNKNOWN -> {
        room.release();
        yield channel.isActive();
      }
    };
  }

  /** A response is complete and nothing speaks against another request. */
  void reusable() {
    resumeResponse();
    owner.onReusable(this);
  }

  // ---- the request

  @Override
  public void sendHead(RequestHead request, ResponseSink taker) {
    requestEnded = false;
    timer.requestBegun();
    responses.expect(
        taker,
        request.method().equals("HEAD"),
        request.isWebSocket() ? webSocketKey(request.headers()) : null);
    writer.head(request);
  }

  private static @Nullable String webSocketKey(HeaderBlock headers) {
    int key = headers.find(FieldName.SEC_WEBSOCKET_KEY, 0);
    return key < 0 ? null : headers.value(key);
  }

  @Override
  public void sendData(ByteBuf data) {
    if (outputLost || responses.reading() == Reading.CLOSED) {
      data.release();
    } else {
      writer.data(data);
    }
  }

  @Override
  public void sendEnd(@Nullable HeaderBlock trailers) {
    requestEnded = true;
    if (responses.reading() == Reading.TUNNEL) {
      out.flush();
      endTunnel();
    } else {
      writer.end(trailers);
    }
  }

  @Override
  public void flush() {
    out.flush();
    timer.written();
  }

  @Override
  public boolean isWritable() {
    return outputLost || channel.isWritable();
  }

  /**
   * The backend takes nothing more of a request: what is left of it is dropped, and what the
   * backend may have answered before is read.
   */
  private void writeFailed() {
    switch (responses.reading()) {
      case HEAD, BODY -> {
        outputLost = true;
        responses.writable();
      }
      case IDLE, TUNNEL -> fail(UpstreamFailure.CUT);
      case CLOSED -> {}
    }
  }

  /** Whether a part of the request could not be written. */
  boolean isOutputLost() {
    return outputLost;
  }

  /** Whether the backend's system has the whole request. */
  boolean isRequestWritten() {
    return requestEnded && !outputLost && out.isEmpty() && channel.isActive();
  }

  // ---- tunnels

  /** The protocol was switched: what is sent from now on has an end of its own. */
  void upgraded() {
    requestEnded = false;
  }

  /** The backend has ended its side of a tunnel. */
  void tunnelInputEnded() {
    if (requestEnded) {
      endTunnel();
    }
  }

  /**
   * Ends our side of a tunnel once everything is written, or all of it where the backend ended its
   * side before.
   */
  private void endTunnel() {
    boolean isOver = responses.hasEnded();
    outputEnded = true;
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

  // ---- events of the channel

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    responses.take((ByteBuf) message);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    responses.batchEnd();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (channel.isWritable()) {
      responses.writable();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == ChannelOutputShutdownEvent.INSTANCE) {
      if (!outputEnded) {
        writeFailed();
      }
    } else {
      ended(PeerEnd.of(channel, event));
    }
  }

  private void ended(PeerEnd end) {
    switch (end) {
      case INPUT, LEAVE -> responses.inputEnded();
      case CUT -> responses.broken();
      case NONE -> {}
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (responses.reading() == Reading.TUNNEL) {
      if (!responses.hasEnded() || !requestEnded) {
        fail(UpstreamFailure.CUT);
      } else {
        closed();
      }
    } else {
      ended(PeerEnd.ofSocket(channel));
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    responses.broken();
    if (!(cause instanceof IOException || cause instanceof DecoderException)) {
      ctx.fireExceptionCaught(cause);
    }
  }

  // ---- the response

  @Override
  public void pauseResponse() {
    gate.shut();
  }

  @Override
  public void resumeResponse() {
    if (gate.open()) {
      timer.resumed();
    }
  }

  /** Whether we ourselves keep the backend from sending. */
  boolean isPaused() {
    return gate.isShut();
  }

  /** What the connection waits for, as far as time is concerned. */
  ClientTimer.Waiting waiting() {
    return responses.reading().waiting();
  }

  /** How much time the response's taker allows the backend. */
  HttpTimeouts timeouts() {
    return responses.timeouts();
  }

  // ---- endings

  @Override
  public void cancel() {
    @Nullable ResponseSink ignored = responses.abandon();
    close();
  }

  /** Ends the connection and tells the taker of its response why. */
  void fail(UpstreamFailure failure) {
    ResponseSink failed = responses.abandon();
    close();
    if (failed != null) {
      failed.onUpstreamFailure(failure);
    }
  }

  /** Ends the connection, whatever it is doing. */
  public void close() {
    out.discard();
    EndOfConnection.now(channel);
    closed();
  }

  private void closed() {
    if (responses.closed()) {
      gate.end();
      timer.remove();
      owner.onClosed(this);
    }
  }
}
