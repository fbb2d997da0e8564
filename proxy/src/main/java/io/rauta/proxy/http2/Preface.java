package io.rauta.proxy.http2;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * What a client sends before anything else (RFC 9113 section 3.4), as far as it has come.
 *
 * <p>Owned by one event loop.
 */
public final class Preface {

  private static final byte[] BYTES =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final boolean isNew;
  private int seen;

  private Preface(boolean isNew, int seen) {
    this.isNew = isNew;
    this.seen = seen;
  }

  /** Nothing of it has come. */
  public static Preface expected() {
    return new Preface(true, 0);
  }

  /** It came on a connection that was taken for one of HTTP/1.1 at first. */
  public static Preface seen() {
    return new Preface(false, BYTES.length);
  }

  /** Whether the connection has just been accepted. */
  public boolean isNew() {
    return isNew;
  }

  /** Takes the bytes of {@code in} that belong to it; answers whether they can be. */
  public boolean accept(ByteBuf in) {
    while (seen < BYTES.length && in.isReadable()) {
      if (in.getByte(in.readerIndex()) != BYTES[seen]) {
        return false;
      }
      in.skipBytes(1);
      seen++;
    }
    return true;
  }
}
