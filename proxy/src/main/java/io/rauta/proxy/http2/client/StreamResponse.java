package io.rauta.proxy.http2.client;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.Http2Error;
import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.http.RequestHead;
import io.rauta.proxy.http.ResponseHead;
import io.rauta.proxy.http.ResponseSink;
import io.rauta.proxy.http.UpstreamFailure;
import io.rauta.proxy.http.WebSocketHandshake;
import io.rauta.proxy.http2.ReceiveWindow;
import io.rauta.proxy.http2.syntax.FieldList;
import io.rauta.proxy.http2.syntax.Trailers;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The taking half of a stream to a backend: judges what comes and hands it to its taker. While the
 * taker has paused, data is kept, at most a window of it, and the backend is allowed no more.
 *
 * <p>Owned by one event loop.
 */
final class StreamResponse {

  /** Where reading stands. */
  private enum Reading {
    HEAD,
    BODY,
    TUNNEL,
    /** The backend has ended its side, and what it sent waits for the taker. */
    ENDING,
    /** The taker was told of the end; ours may be to come, in a tunnel. */
    ENDED
  }

  /** What a response is judged by. */
  private enum Asked {
    HEAD,
    WEBSOCKET,
    OTHER
  }

  private static final int MAX_INTERIM = 8;

  private final Http2ClientConnection connection;
  private final Http2ClientStream stream;
  private final StreamParts parts;
  private final Asked asked;
  private final String webSocketKey;
  private final StreamProgress progress;
  private final ArrayDeque<ByteBuf> kept;
  private @Nullable ResponseSink sink;
  private @Nullable HeaderBlock trailers;
  private Reading reading = Reading.HEAD;
  private long left;
  private int interims;
  private boolean hasBegun;
  private boolean isTunnel;
  private boolean isPaused;
  private boolean isPassingOn;
  private boolean isTouched;

  StreamResponse(
      Http2ClientConnection connection,
      Http2ClientStream stream,
      StreamParts parts,
      ResponseSink sink,
      RequestHead request) {
    this.connection = connection;
    this.stream = stream;
    this.parts = parts;
    this.kept = parts.kept();
    this.sink = sink;
    this.progress = new StreamProgress(parts);
    this.webSocketKey = request.isWebSocket() ? WebSocketHandshake.key(request) : "";
    this.asked =
        request.isWebSocket()
            ? Asked.WEBSOCKET
            : request.method().equals("HEAD") ? Asked.HEAD : Asked.OTHER;
  }

  /** The block for the next header list. */
  HeaderBlock nextBlock() {
    return reading == Reading.HEAD ? parts.head().headers() : parts.trailers();
  }

  /** Whether anything of the response has come. */
  boolean hasBegun() {
    return hasBegun;
  }

  /** How it goes on in time. */
  StreamProgress progress() {
    return progress;
  }

  /** Whether the backend is expected to send more of a body now. */
  boolean isInBody() {
    return reading == Reading.BODY && !isPaused;
  }

  /** Who takes it, or null once that was told of an end. */
  @Nullable ResponseSink sink() {
    return sink;
  }

  private ResponseSink taker() {
    ResponseSink current = sink;
    if (current == null) {
      throw new IllegalStateException("a response has no taker");
    }
    return current;
  }

  /** Something came; the taker will be told when nothing more does. */
  private void touch() {
    if (!isTouched && sink != null) {
      isTouched = true;
      connection.known().touched(sink, this);
    }
  }

  /** The taker was told that nothing more has been read. */
  void untouched() {
    isTouched = false;
  }

  // ---- header lists

  /** A header list came. */
  void onList(FieldList list, boolean ends) {
    hasBegun = true;
    touch();
    switch (reading) {
      case HEAD -> head(list, ends);
      case BODY -> trailers(list, ends);
      case TUNNEL, ENDING, ENDED -> broken();
    }
  }

  private void head(FieldList list, boolean ends) {
    ResponseHead head = parts.head();
    if (!connection.rules().accept(list, head, asked == Asked.HEAD, ends)) {
      broken();
      return;
    }
    int status = head.status();
    if (status < 200) {
      interim(head);
    } else if (asked == Asked.WEBSOCKET && status < 300) {
      upgrade(head, ends);
    } else {
      reading = Reading.BODY;
      left = head.bodyLength();
      taker().onResponse(head);
      if (ends && reading == Reading.BODY) {
        complete();
      }
    }
  }

  private void interim(ResponseHead head) {
    if (++interims > MAX_INTERIM) {
      broken();
    } else if (head.status() != 100) {
      taker().onInterim(head);
    }
  }

  private void upgrade(ResponseHead head, boolean ends) {
    reading = Reading.TUNNEL;
    isTunnel = true;
    left = ResponseHead.CHUNKED;
    stream.upgraded();
    WebSocketHandshake.answerAsHttp1(head, webSocketKey);
    taker().onUpgrade(head);
    if (ends && reading == Reading.TUNNEL) {
      end();
    }
  }

  private void trailers(FieldList list, boolean ends) {
    if (!ends || left > 0 || !Trailers.accept(list)) {
      broken();
      return;
    }
    trailers = list.block();
    complete();
  }

  // ---- data

  /** Data came, of which {@code padding} bytes are none. */
  void onData(ByteBuf data, int padding, boolean ends) {
    int size = data.readableBytes();
    touch();
    if (!parts.window().take(size + padding)) {
      stream.fail(UpstreamFailure.BAD_RESPONSE, Http2Error.FLOW_CONTROL_ERROR);
      connection.consumed(size + padding);
      return;
    }
    passedOn(padding);
    boolean isExpected = reading == Reading.BODY || reading == Reading.TUNNEL;
    if (!isExpected || isTooLong(size)) {
      connection.consumed(size);
      broken();
      return;
    }
    if (size > 0) {
      progress.dataCame(size, connection.lastRead());
      take(data, size);
    }
    if (ends && stream.response() == this) {
      complete();
    }
  }

  /** Counts data against the announced length; answers whether it is more. */
  private boolean isTooLong(int size) {
    if (left < 0) {
      return false;
    }
    left -= size;
    return left < 0;
  }

  private void take(ByteBuf data, int size) {
    if (isPaused || !kept.isEmpty()) {
      // A copy, since a part of a few bytes would hold on to all that was read with it.
      kept.add(connection.copy(data));
    } else {
      taker().onResponseData(data.retain());
      passedOn(size);
    }
  }

  /** The taker has what came: the backend may send as much again, unless it has ended or waits. */
  private void passedOn(int size) {
    if (size == 0) {
      return;
    }
    connection.consumed(size);
    if (reading == Reading.BODY || reading == Reading.TUNNEL) {
      ReceiveWindow window = parts.window();
      connection.allow(stream.id(), window.give(size));
    }
  }

  void pause() {
    isPaused = true;
  }

  void resume() {
    if (!isPaused) {
      return;
    }
    isPaused = false;
    progress.resumed(connection.now());
    if (!isPassingOn) {
      isPassingOn = true;
      passKept();
      isPassingOn = false;
    }
  }

  private void passKept() {
    ResponseSink current = sink;
    if (current == null || (kept.isEmpty() && reading != Reading.ENDING)) {
      return;
    }
    for (ByteBuf data = kept.poll(); data != null; data = isPaused ? null : kept.poll()) {
      int size = data.readableBytes();
      current.onResponseData(data);
      passedOn(size);
    }
    if (reading == Reading.ENDING && kept.isEmpty()) {
      end();
    }
    current.onResponseBatchEnd();
    connection.out().flushSoon();
  }

  // ---- the end

  private void complete() {
    if (left > 0) {
      broken();
      return;
    }
    if (kept.isEmpty()) {
      end();
    } else {
      reading = Reading.ENDING;
    }
  }

  private void end() {
    ResponseSink done = taker();
    HeaderBlock last = trailers;
    boolean goesOn = isTunnel && !stream.isEndWritten();
    reading = Reading.ENDED;
    if (goesOn) {
      sink = null;
    } else {
      // A request that is not complete yet will not be: its answer did not need it.
      @Nullable ResponseSink ignored =
          stream.leave(stream.isEndWritten() ? Http2Error.NO_ERROR : Http2Error.CANCEL);
    }
    done.onResponseEnd(last);
  }

  /** The end of the request was written. */
  void requestEnded() {
    if (reading == Reading.ENDED) {
      @Nullable ResponseSink ignored = stream.leave(Http2Error.NO_ERROR);
    }
  }

  /** More may be sent to the backend. */
  void writable() {
    ResponseSink current = sink;
    if (current != null) {
      current.onUpstreamWritable();
    }
  }

  /** The backend has reset the stream. */
  void onReset(long code) {
    boolean isRefused = code == Http2Error.REFUSED_STREAM.code() && !hasBegun;
    if (isRefused) {
      connection.metrics().upstreamStreamRefused();
    }
    stream.fail(
        isRefused
            ? UpstreamFailure.UNPROCESSED
            : hasBegun ? UpstreamFailure.CUT : UpstreamFailure.RESET,
        Http2Error.NO_ERROR);
  }

  private void broken() {
    stream.fail(UpstreamFailure.BAD_RESPONSE, Http2Error.PROTOCOL_ERROR);
  }

  /** Takes nothing any more; answers who took it and was told of no end. */
  @Nullable ResponseSink drop() {
    ResponseSink taker = sink;
    sink = null;
    reading = Reading.ENDED;
    for (ByteBuf data = kept.poll(); data != null; data = kept.poll()) {
      connection.consumed(data.readableBytes());
      data.release();
    }
    return taker;
  }
}
