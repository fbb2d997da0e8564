package io.rauta.proxy.http1;

import io.netty.buffer.ByteBuf;
import io.rauta.config.listener.HttpSettings;
import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.http.LocalReply;
import io.rauta.proxy.http.RequestHead;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parts of requests, one request after the other: head, judgement, body.
 *
 * <p>Owned by one event loop.
 */
final class RequestReader {

  private final RequestHead head = new RequestHead();
  private final RequestLine line = new RequestLine(head);
  private final RequestRules rules = new RequestRules(head);
  private final HeadReader headReader;
  private final BodyReader bodyReader;
  private long bodyBytes;

  RequestReader(HeadLimits limits) {
    this.headReader = new HeadReader(head.headers(), line, limits);
    this.bodyReader = new BodyReader(limits);
  }

  /** The head, complete once {@link #readHead} said so. */
  RequestHead head() {
    return head;
  }

  /** Whether a byte of a head has arrived. */
  boolean hasBegun() {
    return headReader.hasBegun();
  }

  /** Forgets the request. */
  void reset() {
    headReader.reset();
  }

  HeadReader.Progress readHead(ByteBuf in) {
    return headReader.read(in);
  }

  /** Why a head was refused while it was read. */
  LocalReply refusal() {
    return headReader.failure();
  }

  /** Judges a complete head; answers null where it is good. */
  @Nullable LocalReply judge(HttpSettings settings) {
    return rules.judge(line, settings);
  }

  /** Whether the request is about the gateway as a whole, not about a path. */
  boolean isAboutServer() {
    return line.form() == RequestLine.Form.ASTERISK;
  }

  /** Whether the client wants to send more requests. */
  boolean isKeptAlive() {
    return rules.isKeptAlive();
  }

  /** Gets ready for the body; answers whether there is one. */
  boolean expectBody() {
    bodyBytes = 0;
    long length = head.bodyLength();
    if (length == RequestHead.CHUNKED) {
      bodyReader.expectChunks();
    } else {
      bodyReader.expectLength(length);
    }
    return length != 0;
  }

  BodyReader.Progress readBody(ByteBuf in, BodyReader.DataSink sink) {
    return bodyReader.read(in, sink);
  }

  /** Counts bytes of the body; answers how many have come. */
  long count(int bytes) {
    bodyBytes += bytes;
    return bodyBytes;
  }

  /** Whether a byte of the body has come. */
  boolean hasBodyBegun() {
    return bodyBytes > 0;
  }

  /** Whether more than {@code limit} bytes of the body are to come, as far as is known. */
  boolean isRestLongerThan(long limit) {
    return head.bodyLength() < 0 || head.bodyLength() - bodyBytes > limit;
  }

  /** The trailers of a complete body that its sender may send, or null. */
  @Nullable HeaderBlock trailers() {
    return head.areTrailersAccepted() ? bodyReader.trailers() : null;
  }
}
