package io.rauta.proxy.http2.server;

import io.netty.buffer.ByteBuf;
import io.rauta.proxy.http.FieldName;
import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.http.LocalReply;
import io.rauta.proxy.http.ResponseHead;
import io.rauta.proxy.http2.FrameOutput;
import io.rauta.proxy.http2.syntax.FieldWriter;
import io.rauta.proxy.loop.HttpDate;

/**
 * Writes the heads of answers (RFC 9113 section 8.3.2), and whole answers of the gateway's own.
 *
 * <p>Owned by one event loop; one for a connection.
 */
final class AnswerFrames {

  private static final int FRAMING_BYTES = 96;
  private static final int CONTINUE = 100;
  private static final int OK = 200;

  private final FrameOutput out;
  private final FieldWriter fields;
  private final HttpDate date;
  private final ResponseHead local = new ResponseHead();

  AnswerFrames(FrameOutput out, FieldWriter fields, HttpDate date) {
    this.out = out;
    this.fields = fields;
    this.date = date;
  }

  /** Writes 100. */
  void continues(int id) {
    ByteBuf room = out.beginHeaders(id, FRAMING_BYTES);
    fields.begin(room);
    FieldWriter.status(room, CONTINUE);
    out.endHeaders(id, room, false);
  }

  /** Writes an interim head. */
  void interim(int id, ResponseHead head) {
    ByteBuf room = begin(id, head, head.status());
    FieldWriter.fields(room, head.headers());
    out.endHeaders(id, room, false);
  }

  /** Writes that a tunnel begins, which is what 101 means in HTTP/1.1 (RFC 8441 section 5). */
  void upgrade(int id, ResponseHead head) {
    HeaderBlock headers = head.headers();
    headers.removeAll(FieldName.SEC_WEBSOCKET_ACCEPT);
    ByteBuf room = begin(id, head, OK);
    FieldWriter.fields(room, headers);
    out.endHeaders(id, room, false);
  }

  /**
   * Writes a final head, with the time of day where it has none (RFC 9110 section 6.6.1).
   *
   * @param ends whether there is nothing behind it
   */
  void head(int id, ResponseHead head, boolean ends) {
    HeaderBlock headers = head.headers();
    ByteBuf room = begin(id, head, head.status());
    FieldWriter.fields(room, headers);
    if (headers.find(FieldName.DATE, 0) < 0) {
      FieldWriter.date(room, date.field());
    }
    if (head.bodyLength() > 0 && headers.find(FieldName.CONTENT_LENGTH, 0) < 0) {
      FieldWriter.contentLength(room, head.bodyLength());
    }
    out.endHeaders(id, room, ends);
  }

  /** The head of {@code reply} without changes, until the next one. */
  ResponseHead headOf(LocalReply reply) {
    local.local(reply);
    return local;
  }

  /**
   * Writes the head of an answer of the gateway's own: the one place that gives such answers their
   * form.
   *
   * @param head made by {@link ResponseHead#local} for {@code reply}
   * @param ends whether its body is not to follow
   */
  void reply(int id, LocalReply reply, ResponseHead head, boolean ends) {
    ByteBuf room = begin(id, head, reply.status());
    FieldWriter.fields(room, head.headers());
    if (reply.body().length > 0) {
      FieldWriter.contentLength(room, reply.body().length);
    }
    FieldWriter.date(room, date.field());
    out.endHeaders(id, room, ends);
  }

  private ByteBuf begin(int id, ResponseHead head, int status) {
    ByteBuf room =
        out.beginHeaders(
            id, FieldWriter.maxBytes(head.headers()) + HttpDate.LENGTH + FRAMING_BYTES);
    fields.begin(room);
    FieldWriter.status(room, status);
    return room;
  }
}
