package io.rauta.proxy.http2.server;

import io.netty.handler.codec.http2.Http2Error;
import io.rauta.proxy.http2.FrameOutput;
import java.util.concurrent.TimeUnit;

/**
 * Ends a connection without losing a request (RFC 9113 section 6.8): a first GOAWAY names no stream
 * and only says that the end is near; a PING tells when the client has seen it. Then a second one
 * names the last stream that is served.
 *
 * <p>Owned by one event loop.
 */
final class ServerDrain {

  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long PING = 0x7261757461_00L;

  private final FrameOutput out;
  private boolean hasBegun;
  private boolean isLast;
  private long deadline;

  ServerDrain(FrameOutput out) {
    this.out = out;
  }

  /** Whether the client was told that the end is near. */
  boolean hasBegun() {
    return hasBegun;
  }

  /** Whether no further stream is served. */
  boolean isLast() {
    return isLast;
  }

  /** Tells the client; answers whether that is new. */
  boolean begin(long now) {
    if (hasBegun || isLast) {
      return false;
    }
    hasBegun = true;
    deadline = now + LONGEST_NANOS;
    out.goAway(Integer.MAX_VALUE, Http2Error.NO_ERROR);
    out.ping(PING);
    out.flushSoon();
    return true;
  }

  /** Whether the client has been told and has seen it, or had the time to. */
  boolean isDue(long now) {
    return hasBegun && !isLast && now >= deadline;
  }

  /** Whether a PING that was confirmed is the one of the drain. */
  boolean isConfirmedBy(long payload) {
    return hasBegun && !isLast && payload == PING;
  }

  /** No stream after {@code last} is served. */
  void end(int last, Http2Error error) {
    if (!isLast) {
      isLast = true;
      out.goAway(last, error);
      out.flushSoon();
    }
  }
}
