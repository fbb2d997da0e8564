package io.rauta.proxy.http1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.rauta.proxy.http.FieldName;
import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.http.RequestHead;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes requests to a backend, framed anew from what was counted.
 *
 * <p>Owned by one event loop.
 */
final class RequestWriter {

  private static final byte[] VERSION = ascii(" HTTP/1.1\r\n");
  private static final byte[] CHUNKED = ascii("transfer-encoding: chunked\r\n");
  private static final byte[] UPGRADE = ascii("connection: upgrade\r\nupgrade: websocket\r\n");
  private static final byte[] TRAILERS = ascii("te: trailers\r\nconnection: te\r\n");
  private static final byte[] LENGTH = ascii("content-length: ");
  private static final int FRAMING_BYTES = 96;

  private final Output out;
  private boolean isChunked;

  RequestWriter(Output out) {
    this.out = out;
  }

  void head(RequestHead head) {
    HeaderBlock headers = head.headers();
    int target = head.sentEnd() - head.sentStart();
    ByteBuf room =
        out.room(
            head.method().length()
                + target
                + VERSION.length
                + headers.maxWritten()
                + FRAMING_BYTES);
    ByteBufUtil.writeAscii(room, head.method());
    room.writeByte(' ');
    room.writeBytes(head.sent(), head.sentStart(), target);
    room.writeBytes(VERSION);
    headers.writeTo(room);
    isChunked = head.bodyLength() == RequestHead.CHUNKED;
    if (isChunked) {
      room.writeBytes(CHUNKED);
    } else if (head.bodyLength() > 0 && headers.find(FieldName.CONTENT_LENGTH, 0) < 0) {
      room.writeBytes(LENGTH);
      room.writeCharSequence(Long.toString(head.bodyLength()), StandardCharsets.US_ASCII);
      room.writeShort('\r' << 8 | '\n');
    }
    if (head.isWebSocket()) {
      room.writeBytes(UPGRADE);
    } else if (head.areTrailersAccepted()) {
      room.writeBytes(TRAILERS);
    }
    room.writeShort('\r' << 8 | '\n');
  }

  void data(ByteBuf data) {
    if (isChunked) {
      out.chunk(data);
    } else {
      out.data(data);
    }
  }

  void end(@Nullable HeaderBlock trailers) {
    if (isChunked) {
      out.lastChunk(trailers);
      isChunked = false;
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
