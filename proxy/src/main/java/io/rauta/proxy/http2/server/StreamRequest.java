package io.rauta.proxy.http2.server;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.Http2Error;
import io.rauta.config.listener.HttpTimeouts;
import io.rauta.proxy.http.FieldName;
import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.http.LocalReply;
import io.rauta.proxy.http.RequestHead;
import io.rauta.proxy.http.RequestSink;
import io.rauta.proxy.http.RequestSink.LostCause;
import io.rauta.proxy.http2.ReceiveWindow;
import io.rauta.proxy.http2.syntax.FieldList;
import io.rauta.proxy.http2.syntax.Trailers;
import io.rauta.proxy.socket.BodyProgress;
import java.util.ArrayDeque;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The taking half of one stream: counts what the client sends and hands it to the exchange. What
 * the exchange cannot pass on is not given back to the windows, so that the client stops.
 *
 * <p>Owned by one event loop; used for one request after the other.
 */
final class StreamRequest {

  private static final int WEBSOCKET_KEY_BYTES = 16;

  /** What the connection may still take below which a stream is not to blame for standing still. */
  private static final int STARVED = 16 * 1024;

  private final ServerParts parts;
  private final ServerStream stream;
  private final RequestSink sink;
  private final RequestHead head = new RequestHead();
  private final ReceiveWindow window;
  private final BodyProgress incoming = new BodyProgress();
  private final ArrayDeque<ByteBuf> early = new ArrayDeque<>(0);
  private @Nullable HeaderBlock trailers;
  private boolean isActive;
  private boolean hasEnded;
  private boolean isPaused;
  private boolean isTunnel;
  private boolean isStreaming;
  private int withheld;
  private long received;
  private long moved;
  private long movedAt;

  StreamRequest(ServerParts parts, ServerStream stream) {
    this.parts = parts;
    this.stream = stream;
    this.sink = parts.listener().handler().open(stream);
    this.window = new ReceiveWindow(parts.listener().settings().http2().streamWindow());
  }

  // ---- what is asked

  RequestHead head() {
    return head;
  }

  /** Whether an exchange has the request under way. */
  boolean isActive() {
    return isActive;
  }

  /** Whether the client has ended its side. */
  boolean hasEnded() {
    return hasEnded;
  }

  boolean isTunnel() {
    return isTunnel;
  }

  /** Whether bytes of the body have arrived. */
  boolean hasBodyBegun() {
    return received > 0;
  }

  /** Where the fields behind the body go. */
  HeaderBlock trailers() {
    HeaderBlock block = trailers;
    if (block == null) {
      block = new HeaderBlock();
      trailers = block;
    }
    return block;
  }

  // ---- the request

  /** A head has come, good or not. */
  void begin(boolean ends) {
    window.reset();
    isActive = false;
    hasEnded = ends;
    isPaused = false;
    isTunnel = false;
    isStreaming = false;
    withheld = 0;
    received = 0;
    moved = 0;
    movedAt = parts.listener().loop().now();
    if (!ends) {
      incoming.start(movedAt);
    }
  }

  /** The head is good: hands it on. */
  void start() {
    HeaderBlock headers = head.headers();
    if (head.isWebSocket()) {
      headers.add(FieldName.SEC_WEBSOCKET_KEY.lowerCase(), webSocketKey());
    } else {
      isStreaming = head.isGrpc();
    }
    isActive = true;
    sink.onRequest(head);
    if (isActive && (hasEnded || head.isWebSocket())) {
      sink.onRequestEnd(null);
    }
  }

  /** A key for a backend that is asked over HTTP/1.1: there the client's side of it is ours. */
  private byte[] webSocketKey() {
    byte[] random = new byte[WEBSOCKET_KEY_BYTES];
    parts.listener().loop().random().nextBytes(random);
    return Base64.getEncoder().encode(random);
  }

  /**
   * A DATA frame came.
   *
   * @param data what it carries; copied or retained where it is kept
   * @param bytes its size with padding, taken from the connection's window already
   */
  void data(ByteBuf data, int bytes, boolean ends) {
    Http2Error refused = count(data.readableBytes(), bytes, ends);
    if (refused != null) {
      parts.giveBack(bytes);
      stream.clientError(refused);
      return;
    }
    if (isActive && received > parts.listener().settings().limits().requestBody()) {
      parts.giveBack(bytes);
      stream.breakOff(LocalReply.BODY_TOO_LARGE, LostCause.CLIENT_ERROR);
      return;
    }
    pass(data, bytes);
    if (ends && stream.isOpen()) {
      end(null);
    }
  }

  private @Nullable Http2Error count(int size, int bytes, boolean ends) {
    if (hasEnded) {
      return Http2Error.STREAM_CLOSED;
    }
    if (!window.take(bytes)) {
      return Http2Error.FLOW_CONTROL_ERROR;
    }
    received += size;
    long declared = head.isWebSocket() ? RequestHead.CHUNKED : head.bodyLength();
    boolean isWrong = declared >= 0 && (received > declared || (ends && received < declared));
    return isWrong ? Http2Error.PROTOCOL_ERROR : null;
  }

  private void pass(ByteBuf data, int bytes) {
    incoming.add(bytes, parts.listener().loop().now());
    if (isWaitingForTunnel()) {
      early.add(data.readRetainedSlice(data.readableBytes()));
      withheld += bytes;
      return;
    }
    if (isActive && data.isReadable()) {
      sink.onRequestData(data.readRetainedSlice(data.readableBytes()));
    }
    if (isPaused && isActive) {
      withheld += bytes;
    } else if (stream.isOpen()) {
      give(bytes);
    } else {
      parts.giveBack(bytes);
    }
  }

  /** Whether what comes is meant for a tunnel that has not begun yet. */
  private boolean isWaitingForTunnel() {
    return isActive && head.isWebSocket() && !isTunnel;
  }

  private void give(int bytes) {
    if (!hasEnded) {
      int given = window.give(bytes);
      if (given > 0) {
        parts.out().windowUpdate(stream.id(), given);
      }
    }
    parts.giveBack(bytes);
  }

  /** A part of a DATA frame came whose rest is on its way. */
  void partialData(int bytes) {
    incoming.add(bytes, parts.listener().loop().now());
  }

  /** A header list came behind the body. */
  void trailers(FieldList list, boolean ends) {
    boolean isShort = head.bodyLength() >= 0 && received < head.bodyLength();
    if (hasEnded) {
      stream.clientError(Http2Error.STREAM_CLOSED);
    } else if (!ends || isShort || !Trailers.accept(list)) {
      stream.clientError(Http2Error.PROTOCOL_ERROR);
    } else {
      end(head.areTrailersAccepted() ? list.block() : null);
    }
  }

  private void end(@Nullable HeaderBlock withTrailers) {
    hasEnded = true;
    if (isActive && !isWaitingForTunnel()) {
      sink.onRequestEnd(withTrailers);
    }
    stream.closeIfOver();
  }

  /** Nothing more has been read. */
  void batchEnd() {
    if (isActive) {
      sink.onRequestBatchEnd();
    }
  }

  // ---- from the other half

  void pause() {
    isPaused = true;
  }

  void resume() {
    if (isPaused) {
      isPaused = false;
      incoming.start(parts.listener().loop().now());
      if (!isWaitingForTunnel()) {
        giveWithheld();
      }
    }
  }

  private void giveWithheld() {
    int bytes = withheld;
    withheld = 0;
    if (bytes > 0) {
      give(bytes);
      parts.out().flushSoon();
    }
  }

  /** The tunnel begins: passes on what came before. */
  void upgraded() {
    isTunnel = true;
    for (ByteBuf data = early.poll(); data != null; data = early.poll()) {
      sink.onRequestData(data);
    }
    if (!isPaused) {
      giveWithheld();
    }
    if (hasEnded && isActive) {
      sink.onRequestEnd(null);
    }
  }

  /** More may be sent to the client. */
  void writable() {
    if (isActive) {
      sink.onDownstreamWritable();
    }
  }

  /** The answer is complete: the exchange wants nothing more. */
  void answered() {
    isActive = false;
  }

  // ---- time

  /** Whether the body comes too slowly. To be asked every second or so. */
  boolean isTooSlow(HttpTimeouts timeouts, long now) {
    if (hasEnded || isPaused || !isActive || isLongLived()) {
      return false;
    }
    if (parts.window().size() < STARVED) {
      incoming.start(now);
      return false;
    }
    return !incoming.isFastEnough(timeouts, now);
  }

  /**
   * Whether a stream that may be silent for long was so for too long. To be asked every second or
   * so.
   *
   * @param sent bytes that were sent to the client so far
   */
  boolean isSilent(HttpTimeouts timeouts, long now, long sent) {
    if (!isActive || !isLongLived() || isWaitingForTunnel()) {
      return false;
    }
    if (received + sent != moved) {
      moved = received + sent;
      movedAt = now;
    }
    return now - movedAt >= timeouts.streamIdle().toNanos();
  }

  private boolean isLongLived() {
    return isStreaming || head.isWebSocket();
  }

  // ---- endings

  /** Takes the request away from its exchange, if it still has it. */
  void lose(LostCause cause) {
    if (isActive) {
      isActive = false;
      sink.onDownstreamLost(cause);
    }
  }

  /** The stream is over: gives back what it held. */
  void release() {
    for (ByteBuf data = early.poll(); data != null; data = early.poll()) {
      data.release();
    }
    int bytes = withheld;
    withheld = 0;
    if (bytes > 0) {
      parts.giveBack(bytes);
    }
  }

  /** It will not be used again. */
  void discard() {
    sink.onClosed();
  }
}
