package io.rauta.proxy.http1;

import io.netty.buffer.ByteBuf;
import io.rauta.proxy.http.FieldName;
import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.http.LocalReply;
import io.rauta.proxy.http.RequestHead;
import io.rauta.proxy.http.ResponseHead;
import io.rauta.proxy.loop.HttpDate;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes answers in the framing that their client understands (RFC 9112 section 6).
 *
 * <p>Owned by one event loop.
 */
final class ResponseWriter {

  private static final byte[] NO_BYTES = {};
  private static final byte[] VERSION = ascii("HTTP/1.1 ");
  private static final byte[] CHUNKED = ascii("transfer-encoding: chunked\r\n");
  private static final byte[] CLOSE = ascii("connection: close\r\n");
  private static final byte[] KEEP_ALIVE = ascii("connection: keep-alive\r\n");
  private static final byte[] UPGRADE = ascii("connection: upgrade\r\nupgrade: websocket\r\n");
  private static final byte[] CONTINUE = ascii("HTTP/1.1 100 Continue\r\n\r\n");
  private static final byte[] LENGTH = ascii("content-length: ");

  private static final int FRAMING_BYTES = 128;

  private enum Framing {
    NO_BODY,
    LENGTH,
    CHUNKED,
    UNTIL_CLOSE
  }

  private final Output out;
  private final HttpDate date;
  private Framing framing = Framing.NO_BODY;

  ResponseWriter(Output out, HttpDate date) {
    this.out = out;
    this.date = date;
  }

  void continues() {
    out.room(CONTINUE.length).writeBytes(CONTINUE);
  }

  void interim(ResponseHead head) {
    ByteBuf room = statusLine(head);
    head.headers().writeTo(room);
    endLine(room);
  }

  void upgrade(ResponseHead head) {
    ByteBuf room = statusLine(head);
    head.headers().writeTo(room);
    room.writeBytes(UPGRADE);
    endLine(room);
    framing = Framing.UNTIL_CLOSE;
  }

  /**
   * Writes a final head, with the time of day where it has none (RFC 9110 section 6.6.1).
   *
   * @param close whether the connection will be closed behind this answer
   * @return whether it must be closed, since the client knows no other end of this body
   */
  boolean head(ResponseHead head, RequestHead request, boolean close) {
    framing = framing(head, request);
    boolean closes = close || framing == Framing.UNTIL_CLOSE;
    ByteBuf room = statusLine(head);
    head.headers().writeTo(room);
    if (head.headers().find(FieldName.DATE, 0) < 0) {
      room.writeBytes(date.field());
    }
    if (framing == Framing.CHUNKED) {
      room.writeBytes(CHUNKED);
    } else if (framing == Framing.LENGTH && head.headers().find(FieldName.CONTENT_LENGTH, 0) < 0) {
      length(room, head.bodyLength());
    }
    if (closes) {
      room.writeBytes(CLOSE);
    } else if (request.isHttp10()) {
      room.writeBytes(KEEP_ALIVE);
    }
    endLine(room);
    return closes;
  }

  private static Framing framing(ResponseHead head, RequestHead request) {
    int status = head.status();
    if (request.method().equals("HEAD") || status == 204 || status == 304) {
      return Framing.NO_BODY;
    }
    if (head.bodyLength() >= 0) {
      return Framing.LENGTH;
    }
    return request.isHttp10() ? Framing.UNTIL_CLOSE : Framing.CHUNKED;
  }

  /** Whether the client knows the end of this body only by that of the connection. */
  boolean endsWithConnection() {
    return framing == Framing.UNTIL_CLOSE;
  }

  void data(ByteBuf data) {
    switch (framing) {
      case CHUNKED -> out.chunk(data);
      case LENGTH, UNTIL_CLOSE -> out.data(data);
      case NO_BODY -> data.release();
    }
  }

  void end(@Nullable HeaderBlock trailers) {
    if (framing == Framing.CHUNKED) {
      out.lastChunk(trailers);
    }
  }

  /** Writes a whole answer of the gateway's own. */
  void reply(LocalReply reply, boolean withBody, boolean close) {
    byte[] head = LocalReplies.head(reply);
    ByteBuf room = replyRoom(reply, head.length);
    room.writeBytes(head);
    endReply(room, reply, withBody, close);
  }

  /** Writes a whole answer of the gateway's own whose fields were changed. */
  void reply(LocalReply reply, ResponseHead head, boolean withBody, boolean close) {
    ByteBuf room = replyRoom(reply, LocalReplies.maxWritten(reply, head));
    LocalReplies.write(reply, head, room);
    endReply(room, reply, withBody, close);
  }

  private ByteBuf replyRoom(LocalReply reply, int head) {
    return out.room(head + HttpDate.LENGTH + CLOSE.length + reply.body().length + 2);
  }

  private void endReply(ByteBuf room, LocalReply reply, boolean withBody, boolean close) {
    room.writeBytes(date.field());
    if (close) {
      room.writeBytes(CLOSE);
    }
    endLine(room);
    if (withBody) {
      room.writeBytes(reply.body());
    }
    framing = Framing.NO_BODY;
  }

  private ByteBuf statusLine(ResponseHead head) {
    HeaderBlock headers = head.headers();
    int status = head.status();
    int phrase = head.reasonEnd() - head.reasonStart();
    byte[] usual = phrase == 0 ? ReasonPhrases.of(status) : NO_BYTES;
    ByteBuf room =
        out.room(
            VERSION.length
                + 4
                + phrase
                + usual.length
                + headers.maxWritten()
                + HttpDate.LENGTH
                + FRAMING_BYTES);
    room.writeBytes(VERSION);
    room.writeByte('0' + status / 100);
    room.writeByte('0' + status / 10 % 10);
    room.writeByte('0' + status % 10);
    room.writeByte(' ');
    room.writeBytes(headers.bytes(), head.reasonStart(), phrase);
    room.writeBytes(usual);
    endLine(room);
    return room;
  }

  private static void length(ByteBuf room, long length) {
    room.writeBytes(LENGTH);
    room.writeCharSequence(Long.toString(length), StandardCharsets.US_ASCII);
    endLine(room);
  }

  private static void endLine(ByteBuf room) {
    room.writeShort('\r' << 8 | '\n');
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
