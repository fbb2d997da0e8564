package io.rauta.proxy.http1.syntax;

import io.netty.buffer.ByteBuf;
import io.rauta.config.listener.HttpLimits;
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
public final class RequestReader {

  private final RequestHead head = new RequestHead();
  private final RequestLine line = new RequestLine(head);
  private final RequestRules rules = new RequestRules(head);
  private final HeadReader headReader;
  private final BodyReader bodyReader;
  private long bodyBytes;

  /** Reads heads and trailers of at most {@code limits}. */
  public RequestReader(HttpLimits limits) {
    HeadLimits sizes = HeadLimits.of(limits);
    this.headReader = new HeadReader(head.headers(), line, sizes);
    this.bodyReader = new BodyReader(sizes);
  }

  /** The head, complete once {@link #readHead} said so. */
  public RequestHead head() {
    return head;
  }

  /** Whether a byte of a head has arrived. */
  public boolean hasBegun() {
    return headReader.hasBegun();
  }

  /** Forgets the request and expects the next head. */
  public void reset() {
    headReader.reset();
  }

  /** Takes the bytes of {@code in} that belong to the head. */
  public Progress readHead(ByteBuf in) {
    return headReader.read(in);
  }

  /** Why a head was refused while it was read. */
  public LocalReply refusal() {
    return headReader.failure();
  }

  /** Judges a complete head; answers null where it is good. */
  public @Nullable LocalReply judge(HttpSettings settings) {
    return rules.judge(line, settings);
  }

  /** Whether the request is about the gateway as a whole, not about a path. */
  public boolean isAboutServer() {
    return head.target()[head.pathStart()] == '*';
  }

  /** Whether the client wants to send more requests. */
  public boolean isKeptAlive() {
    return rules.isKeptAlive();
  }

  /** Gets ready for the body; answers whether there is one. */
  public boolean expectBody() {
    bodyBytes = 0;
    long length = head.bodyLength();
    if (length == RequestHead.CHUNKED) {
      bodyReader.expectChunks();
    } else {
      bodyReader.expectLength(length);
    }
    return length != 0;
  }

  /** Takes the bytes of {@code in} that belong to the body and hands them to {@code sink}. */
  public Progress readBody(ByteBuf in, BodySink sink) {
    return bodyReader.read(in, sink);
  }

  /** Counts bytes of the body; answers how many have come. */
  public long count(int bytes) {
    bodyBytes += bytes;
    return bodyBytes;
  }

  /** Whether a byte of the body has come. */
  public boolean hasBodyBegun() {
    return bodyBytes > 0;
  }

  /** Whether more than {@code limit} bytes of the body are to come, as far as is known. */
  public boolean isRestLongerThan(long limit) {
    return head.bodyLength() < 0 || head.bodyLength() - bodyBytes > limit;
  }

  /** The trailers of a complete body that its sender may send, or null. */
  public @Nullable HeaderBlock trailers() {
    return head.areTrailersAccepted() ? bodyReader.trailers() : null;
  }
}
