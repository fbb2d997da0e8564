package io.rauta.proxy.http1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.rauta.proxy.http.LocalReply;
import io.rauta.proxy.http.ResponseHead;
import java.nio.charset.StandardCharsets;

/** The gateway's own answers as bytes, made once. */
final class LocalReplies {

  private static final byte[][] STATUS_LINES = new byte[LocalReply.values().length][];
  private static final byte[][] HEADS = new byte[LocalReply.values().length][];

  static {
    for (LocalReply reply : LocalReply.values()) {
      STATUS_LINES[reply.ordinal()] =
          ("HTTP/1.1 " + reply.status() + " " + reply.phrase() + "\r\n")
              .getBytes(StandardCharsets.US_ASCII);
      ResponseHead head = new ResponseHead();
      head.local(reply);
      ByteBuf out = Unpooled.buffer();
      write(reply, head, out);
      HEADS[reply.ordinal()] = ByteBufUtil.getBytes(out);
      out.release();
    }
  }

  private LocalReplies() {}

  /** Status line and fields, without the empty line behind them. Not to be changed. */
  static byte[] head(LocalReply reply) {
    return HEADS[reply.ordinal()];
  }

  /** How many bytes {@link #write} writes at most. */
  static int maxWritten(LocalReply reply, ResponseHead head) {
    return STATUS_LINES[reply.ordinal()].length + head.headers().maxWritten() + 32;
  }

  /** Writes the status line and the fields of {@code head}. */
  static void write(LocalReply reply, ResponseHead head, ByteBuf out) {
    out.writeBytes(STATUS_LINES[reply.ordinal()]);
    head.headers().writeTo(out);
    byte[] body = reply.body();
    if (body.length > 0) {
      ByteBufUtil.writeAscii(out, "content-length: " + body.length + "\r\n");
    }
  }
}
