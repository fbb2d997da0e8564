package io.rauta.proxy.http1.syntax;

import io.netty.buffer.ByteBuf;
import io.rauta.proxy.http.HeaderBlock;
import org.jspecify.annotations.Nullable;

/**
 * Reads one message body in whichever framing it has (RFC 9112 section 6.3) and hands on its data
 * without copying it.
 *
 * <p>Owned by one event loop and reused for the next body.
 */
final class BodyReader {

  private static final long UNTIL_CLOSE = Long.MAX_VALUE;

  private final ChunkReader chunks;
  private boolean isChunked;
  private long remaining;

  BodyReader(HeadLimits trailerLimits) {
    this.chunks = new ChunkReader(trailerLimits);
  }

  /** Expects {@code length} bytes. */
  void expectLength(long length) {
    isChunked = false;
    remaining = length;
  }

  /** Expects chunks. */
  void expectChunks() {
    isChunked = true;
    chunks.reset();
  }

  /** Takes everything until the connection ends. */
  void expectUntilClose() {
    isChunked = false;
    remaining = UNTIL_CLOSE;
  }

  /** Whether the end of the connection is the right end of the body. */
  boolean endsWithConnection() {
    return !isChunked && remaining == UNTIL_CLOSE;
  }

  /** The trailers of a complete chunked body, or null where there are none. */
  @Nullable HeaderBlock trailers() {
    return isChunked ? chunks.trailers() : null;
  }

  /** Takes the bytes of {@code in} that belong to the body. */
  Progress read(ByteBuf in, BodySink sink) {
    if (isChunked) {
      return chunks.read(in, sink);
    }
    int size = (int) Math.min(remaining, in.readableBytes());
    if (size > 0) {
      if (remaining != UNTIL_CLOSE) {
        remaining -= size;
      }
      sink.onBodyData(in.readRetainedSlice(size));
    }
    return remaining == 0 ? Progress.COMPLETE : Progress.MORE;
  }
}
