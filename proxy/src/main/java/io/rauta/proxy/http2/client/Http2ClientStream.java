package io.rauta.proxy.http2.client;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.Http2Error;
import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.http.RequestHead;
import io.rauta.proxy.http.ResponseSink;
import io.rauta.proxy.http.UpstreamFailure;
import io.rauta.proxy.http.UpstreamStream;
import org.jspecify.annotations.Nullable;

/**
 * One request to a backend over HTTP/2: sends it, and stands for it in its connection. What comes
 * back is taken by its {@link StreamResponse}.
 *
 * <p>Owned by one event loop. Once it is over every call is without effect, so that whoever still
 * knows it cannot touch another stream.
 */
final class Http2ClientStream implements UpstreamStream {

  /** Where sending stands. */
  private enum Sending {
    /** Nothing was sent. */
    NOTHING,
    /** The head of a request for a WebSocket was sent: nothing follows until it is granted. */
    HANDSHAKE,
    /** The head was sent. */
    BODY,
    /** The end was sent, or waits behind what was sent. */
    ENDED,
    /** Nothing can be sent any more. */
    OVER
  }

  private final Http2ClientConnection connection;
  private @Nullable StreamParts parts;
  private @Nullable StreamResponse response;
  private Sending sending = Sending.NOTHING;
  private boolean isEndWritten;
  private int id;

  /** Its place in the connection was taken. */
  Http2ClientStream(Http2ClientConnection connection) {
    this.connection = connection;
  }

  /** Its number, 0 as long as nothing was sent. */
  int id() {
    return id;
  }

  /** What is large about it, or null once it is over. */
  @Nullable StreamParts parts() {
    return parts;
  }

  /** Who takes what comes, or null once it is over. */
  @Nullable StreamResponse response() {
    return response;
  }

  // ---- the request

  @Override
  public void sendHead(RequestHead request, ResponseSink sink) {
    if (sending != Sending.NOTHING) {
      throw new IllegalStateException("a stream carries one request");
    }
    StreamParts own = connection.begin(this);
    id = own.output().id();
    parts = own;
    response = new StreamResponse(connection, this, own, sink, request);
    boolean ends = request.bodyLength() == 0 && !request.isWebSocket();
    sending = request.isWebSocket() ? Sending.HANDSHAKE : ends ? Sending.ENDED : Sending.BODY;
    isEndWritten = ends;
    connection.out().head(id, request, ends);
  }

  @Override
  public void sendData(ByteBuf data) {
    StreamParts own = parts;
    if (own == null || sending != Sending.BODY) {
      data.release();
    } else {
      connection.out().data().send(own.output(), data, false);
    }
  }

  @Override
  public void sendEnd(@Nullable HeaderBlock trailers) {
    StreamParts own = parts;
    if (own != null && sending == Sending.BODY) {
      sending = Sending.ENDED;
      connection.out().data().end(own.output(), trailers);
    }
  }

  @Override
  public void flush() {
    connection.out().flushSoon();
  }

  @Override
  public boolean isWritable() {
    StreamParts own = parts;
    return own == null || (!own.output().isWaiting() && connection.out().isWritable());
  }

  /** The WebSocket was granted: what is sent from now on has an end of its own. */
  void upgraded() {
    sending = Sending.BODY;
  }

  /** Everything that waited was written. */
  void onDrained() {
    StreamResponse taker = response;
    if (taker != null) {
      taker.writable();
    }
  }

  /** The end of the request was written. */
  void onEndWritten() {
    isEndWritten = true;
    StreamResponse taker = response;
    if (taker != null) {
      taker.requestEnded();
    }
  }

  /** Whether the whole request was written. */
  boolean isEndWritten() {
    return isEndWritten;
  }

  // ---- the response

  @Override
  public void pauseResponse() {
    StreamResponse taker = response;
    if (taker != null) {
      taker.pause();
    }
  }

  @Override
  public void resumeResponse() {
    StreamResponse taker = response;
    if (taker != null) {
      taker.resume();
    }
  }

  @Override
  public boolean probe() {
    return connection.isActive();
  }

  // ---- endings

  @Override
  public void cancel() {
    if (sending == Sending.OVER) {
      return;
    }
    if (id == 0) {
      sending = Sending.OVER;
      connection.giveBack();
    } else {
      leave(Http2Error.CANCEL);
    }
  }

  /**
   * Ends the stream.
   *
   * @param error what the backend is told, {@link Http2Error#NO_ERROR} for nothing
   * @return who took its response and has not been told of an end
   */
  @Nullable ResponseSink leave(Http2Error error) {
    StreamParts own = parts;
    StreamResponse taker = response;
    sending = Sending.OVER;
    parts = null;
    response = null;
    if (own == null || taker == null) {
      return null;
    }
    ResponseSink sink = taker.drop();
    connection.ended(this, own, error);
    return sink;
  }

  /** Ends the stream, tells the backend {@code error} and the taker of its response why. */
  void fail(UpstreamFailure failure, Http2Error error) {
    ResponseSink failed = leave(error);
    if (failed != null) {
      failed.onUpstreamFailure(failure);
    }
  }
}
