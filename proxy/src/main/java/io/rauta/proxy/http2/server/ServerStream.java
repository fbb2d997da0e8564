package io.rauta.proxy.http2.server;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.Http2Error;
import io.rauta.config.listener.HttpTimeouts;
import io.rauta.proxy.http.ClientAddress;
import io.rauta.proxy.http.DownstreamStream;
import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.http.LocalReply;
import io.rauta.proxy.http.RequestSink.LostCause;
import io.rauta.proxy.http.ResponseHead;
import io.rauta.proxy.http2.StreamOutput;
import io.rauta.proxy.observe.StreamReset;
import io.rauta.proxy.observe.TimeoutKind;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The answering half of one stream: writes what its exchange sends, as far as the client takes it,
 * and knows when the stream is over.
 *
 * <p>Owned by one event loop; used for one request after the other.
 */
final class ServerStream implements DownstreamStream, StreamOutput.Owner {

  /** How long what a client still sends behind a whole answer is read and dropped. */
  private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final ServerParts parts;
  private final StreamOutput output = new StreamOutput(this);
  private final StreamRequest request;
  private int id;
  private boolean isOpen;
  private boolean isTouched;
  private boolean isAnswering;
  private boolean isAnswered;
  private boolean isEndSent;
  private boolean isEndWritten;
  private boolean isBlocked;
  private boolean isLingering;
  private long lingersSince;
  private long bodyLeft;
  private long sentBefore;
  private long takenSeen;
  private long takenSince;
  private boolean wasWaiting;

  ServerStream(ServerParts parts) {
    this.parts = parts;
    this.request = new StreamRequest(parts, this);
  }

  /** The half that takes the request. */
  StreamRequest request() {
    return request;
  }

  StreamOutput output() {
    return output;
  }

  int id() {
    return id;
  }

  boolean isOpen() {
    return isOpen;
  }

  /** Becomes stream {@code streamId}, whose client takes {@code window} bytes. */
  void begin(int streamId, int window, boolean ends) {
    id = streamId;
    isOpen = true;
    isAnswering = false;
    isAnswered = false;
    isEndSent = false;
    isEndWritten = false;
    isBlocked = false;
    isLingering = false;
    wasWaiting = false;
    output.begin(streamId, window);
    request.begin(ends);
  }

  /** Marks it as one that something was read for; answers whether that is new. */
  boolean touch() {
    boolean isNew = !isTouched;
    isTouched = true;
    return isNew;
  }

  /** Nothing more has been read. */
  void batchEnd() {
    isTouched = false;
    request.batchEnd();
  }

  // ---- answers

  @Override
  public ClientAddress client() {
    return parts.client();
  }

  @Override
  public void sendContinue() {
    if (!request.hasBodyBegun()) {
      parts.answers().continues(id);
      parts.out().flushSoon();
    }
  }

  @Override
  public void sendInterim(ResponseHead head) {
    parts.answers().interim(id, head);
  }

  @Override
  public void sendHead(ResponseHead head) {
    int status = head.status();
    boolean hasBody =
        !request.head().method().equals("HEAD")
            && status != 204
            && status != 304
            && head.bodyLength() != 0;
    isAnswering = true;
    isEndSent = !hasBody;
    bodyLeft = head.bodyLength();
    sentBefore = output.progress();
    parts.answers().head(id, head, isEndSent);
    parts.out().hold(id);
  }

  @Override
  public boolean takeBack() {
    if (!parts.out().takeBack(id)) {
      return false;
    }
    output.drop();
    parts.data().takenBack(output, (int) (output.progress() - sentBefore));
    isAnswering = false;
    isEndSent = false;
    isEndWritten = false;
    return true;
  }

  @Override
  public void sendUpgrade(ResponseHead head) {
    isAnswering = true;
    bodyLeft = ResponseHead.CHUNKED;
    parts.answers().upgrade(id, head);
    request.upgraded();
  }

  @Override
  public void sendData(ByteBuf data) {
    if (isEndSent || !isOpen) {
      data.release();
      return;
    }
    if (bodyLeft > 0) {
      bodyLeft -= data.readableBytes();
      isEndSent = bodyLeft <= 0;
    }
    parts.data().send(output, data, isEndSent);
  }

  @Override
  public void sendEnd(@Nullable HeaderBlock trailers) {
    isAnswered = true;
    if (!request.isTunnel() || request.hasEnded()) {
      request.answered();
    }
    if (!isEndSent) {
      isEndSent = true;
      boolean hasTrailers = trailers != null && request.head().areTrailersAccepted();
      parts.data().end(output, hasTrailers ? trailers : null);
    } else if (!output.isWaiting()) {
      isEndWritten = true;
    }
    parts.out().flushSoon();
    closeIfOver();
  }

  @Override
  public void sendReply(LocalReply reply) {
    sendReply(reply, parts.answers().headOf(reply));
  }

  @Override
  public void sendReply(LocalReply reply, ResponseHead head) {
    parts.listener().metrics().replied(reply);
    byte[] body = reply.body();
    boolean hasBody = body.length > 0 && !request.head().method().equals("HEAD");
    isAnswering = true;
    isAnswered = true;
    isEndSent = true;
    request.answered();
    parts.answers().reply(id, reply, head, !hasBody);
    if (hasBody) {
      parts.data().send(output, parts.out().buffer(body.length).writeBytes(body), true);
    } else {
      isEndWritten = true;
    }
    parts.out().flushSoon();
    closeIfOver();
  }

  @Override
  public void abort() {
    request.answered();
    if (isOpen) {
      reset(
          request.isTunnel() ? Http2Error.CANCEL : Http2Error.INTERNAL_ERROR,
          StreamReset.BACKEND_LOST);
    }
  }

  @Override
  public void flush() {
    parts.out().flushSoon();
  }

  @Override
  public boolean isWritable() {
    isBlocked = output.isWaiting();
    return !isBlocked;
  }

  @Override
  public void onDrained() {
    if (isBlocked) {
      isBlocked = false;
      request.writable();
    }
  }

  @Override
  public void onEndWritten() {
    isEndWritten = true;
    closeIfOver();
  }

  @Override
  public void pauseRequest() {
    request.pause();
  }

  @Override
  public void resumeRequest() {
    request.resume();
  }

  // ---- endings

  /**
   * Forgets the stream once both sides have ended. What a client still sends behind a whole answer
   * is dropped for a moment: there are clients that lose the answer when a reset follows it at
   * once.
   */
  void closeIfOver() {
    if (!isOpen || !isAnswered || !isEndWritten) {
      return;
    }
    if (request.hasEnded()) {
      request.answered();
      close(false);
    } else if (!request.isTunnel() && !isLingering) {
      isLingering = true;
      lingersSince = parts.listener().loop().now();
      request.resume();
    }
  }

  /** The client has broken a rule of the stream. */
  void clientError(Http2Error error) {
    request.lose(LostCause.CLIENT_ERROR);
    if (isOpen) {
      reset(error, StreamReset.CLIENT_ERROR);
      parts.connection().causedReset();
    }
  }

  /** The client has reset the stream. */
  void resetByClient() {
    parts.listener().metrics().streamReset(StreamReset.BY_CLIENT);
    request.lose(LostCause.CLIENT_GONE);
    if (isOpen) {
      close(false);
    }
  }

  /** Ends the request with an answer if none was begun. */
  void breakOff(LocalReply reply, LostCause cause) {
    request.lose(cause);
    if (!isOpen) {
      return;
    }
    if (isAnswering) {
      reset(Http2Error.CANCEL, resetFor(cause));
    } else {
      sendReply(reply);
    }
  }

  private static StreamReset resetFor(LostCause cause) {
    return cause == LostCause.CLIENT_TIMEOUT ? StreamReset.TIMEOUT : StreamReset.CLIENT_ERROR;
  }

  /** The connection is gone, or about to. */
  void lost(LostCause cause) {
    request.lose(cause);
    if (isOpen) {
      close(true);
    }
  }

  /** Ends the stream if it stands still. To be called every second or so. */
  void check(HttpTimeouts timeouts, long now) {
    if (isLingering) {
      endLingering(now);
    } else if (isUnread(timeouts, now) || request.isSilent(timeouts, now, output.progress())) {
      parts.listener().metrics().timedOut(TimeoutKind.BODY);
      request.lose(LostCause.CLIENT_TIMEOUT);
      if (isOpen) {
        reset(Http2Error.CANCEL, StreamReset.TIMEOUT);
        parts.connection().causedReset();
      }
    } else if (request.isTooSlow(timeouts, now)) {
      parts.listener().metrics().timedOut(TimeoutKind.BODY);
      breakOff(LocalReply.REQUEST_TIMEOUT, LostCause.CLIENT_TIMEOUT);
    }
  }

  /** Tells a client that it need not send the rest (RFC 9113 section 8.1). */
  private void endLingering(long now) {
    if (now - lingersSince >= LINGER_NANOS) {
      reset(Http2Error.NO_ERROR, StreamReset.ANSWERED_EARLY);
    }
  }

  /** Whether the client has not opened its window for what we have. */
  private boolean isUnread(HttpTimeouts timeouts, long now) {
    if (!output.isWaiting()) {
      wasWaiting = false;
      return false;
    }
    if (!wasWaiting || output.progress() != takenSeen) {
      wasWaiting = true;
      takenSeen = output.progress();
      takenSince = now;
    }
    return now - takenSince >= timeouts.bodyIdle().toNanos();
  }

  private void reset(Http2Error error, StreamReset cause) {
    parts.listener().metrics().streamReset(cause);
    parts.out().reset(id, error);
    parts.out().flushSoon();
    close(true);
  }

  /**
   * @param isReset whether the client may not know yet
   */
  private void close(boolean isReset) {
    isOpen = false;
    output.drop();
    request.release();
    parts.connection().closed(this, isReset);
  }
}
