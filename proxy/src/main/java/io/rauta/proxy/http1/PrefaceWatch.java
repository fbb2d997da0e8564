package io.rauta.proxy.http1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/**
 * Compares the first bytes of a connection with the preface of HTTP/2 (RFC 9113 section 3.4), in
 * whatever pieces they come. A connection of HTTP/1.1 is told apart by its first byte or its
 * second, and the watch ends.
 *
 * <p>Owned by one event loop.
 */
final class PrefaceWatch {

  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  /** What the bytes so far are. */
  enum Result {
    /** A part of the preface. */
    PART,
    /** The preface. */
    WHOLE,
    /** Something else. */
    OTHER
  }

  private int seen;

  /** How many bytes of the preface have come. */
  int seen() {
    return seen;
  }

  /** What has come and was kept back behind the first byte. */
  ByteBuf keptBack() {
    return Unpooled.wrappedBuffer(PREFACE, 1, seen - 1);
  }

  /** Looks at {@code in}, and takes its bytes of the preface unless something else has come. */
  Result look(ByteBuf in) {
    int size = Math.min(in.readableBytes(), PREFACE.length - seen);
    int start = in.readerIndex();
    for (int i = 0; i < size; i++) {
      if (in.getByte(start + i) != PREFACE[seen + i]) {
        return Result.OTHER;
      }
    }
    in.skipBytes(size);
    seen += size;
    return seen == PREFACE.length ? Result.WHOLE : Result.PART;
  }
}
