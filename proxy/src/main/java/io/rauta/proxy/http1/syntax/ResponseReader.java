package io.rauta.proxy.http1.syntax;

import io.netty.buffer.ByteBuf;
import io.rauta.proxy.http.Ascii;
import io.rauta.proxy.http.FieldName;
import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.http.ResponseHead;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parts of responses, one response after the other: head, judgement, body. What a backend
 * may send is bounded here and not by settings.
 *
 * <p>Owned by one event loop.
 */
public final class ResponseReader {

  private static final HeadLimits LIMITS = new HeadLimits(8 * 1024, 16 * 1024, 64 * 1024, 200);
  private static final byte[] EVENT_STREAM =
      "text/event-stream".getBytes(StandardCharsets.US_ASCII);

  private final ResponseHead head = new ResponseHead();
  private final StatusLine statusLine = new StatusLine(head);
  private final ResponseRules rules = new ResponseRules(head, statusLine);
  private final HeadReader headReader = new HeadReader(head.headers(), statusLine, LIMITS);
  private final BodyReader bodyReader = new BodyReader(LIMITS);

  /** The head, complete once {@link #readHead} said so. */
  public ResponseHead head() {
    return head;
  }

  /** Forgets the head and expects another. */
  public void reset() {
    headReader.reset();
  }

  /**
   * Takes the bytes of {@code in} that belong to the head, and judges it once it is complete.
   *
   * @param toHead whether the request was a HEAD
   */
  public Progress readHead(ByteBuf in, boolean toHead) {
    Progress progress = headReader.read(in);
    return progress == Progress.COMPLETE && !rules.accept(toHead) ? Progress.REFUSED : progress;
  }

  /** Whether the connection may carry another request. */
  public boolean isKeptAlive() {
    return rules.isKeptAlive();
  }

  /** Whether a 101 answers the WebSocket request whose key was {@code key}. */
  public boolean isWebSocketAccepted(String key) {
    return rules.isWebSocketAccepted(key);
  }

  /** Whether the body is a stream of events, which may be silent for long. */
  public boolean isEventStream() {
    HeaderBlock headers = head.headers();
    int type = headers.find(FieldName.CONTENT_TYPE, 0);
    if (type < 0) {
      return false;
    }
    int start = headers.valueStart(type);
    int end = start + EVENT_STREAM.length;
    return end <= headers.valueEnd(type)
        && Ascii.equalsLowerCase(headers.bytes(), start, end, EVENT_STREAM);
  }

  /** Gets ready for the body; answers whether there is one. */
  public boolean expectBody() {
    long length = head.bodyLength();
    if (length == ResponseHead.CHUNKED) {
      bodyReader.expectChunks();
    } else if (length == ResponseHead.UNTIL_CLOSE) {
      bodyReader.expectUntilClose();
    } else {
      bodyReader.expectLength(length);
    }
    return length != 0;
  }

  /** Takes the bytes of {@code in} that belong to the body and hands them to {@code sink}. */
  public Progress readBody(ByteBuf in, BodySink sink) {
    return bodyReader.read(in, sink);
  }

  /** Whether the end of the connection is the right end of the body. */
  public boolean endsWithConnection() {
    return bodyReader.endsWithConnection();
  }

  /** The trailers of a complete body, or null where there are none. */
  public @Nullable HeaderBlock trailers() {
    return bodyReader.trailers();
  }
}
