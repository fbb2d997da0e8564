package io.rauta.proxy.http2.client;

import io.netty.buffer.ByteBuf;
import io.rauta.proxy.http.FieldName;
import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.http.RequestHead;
import io.rauta.proxy.http2.FrameOutput;
import io.rauta.proxy.http2.syntax.FieldWriter;
import io.rauta.proxy.http2.syntax.RequestRules.Transport;
import io.rauta.proxy.http2.syntax.StaticTable;
import java.nio.charset.StandardCharsets;

/**
 * Writes the heads of requests (RFC 9113 section 8.3.1): {@code :authority} from the host as it was
 * received, everything else from the neutral form. A request for a WebSocket becomes an extended
 * CONNECT (RFC 8441 section 4).
 *
 * <p>Owned by one event loop.
 */
final class RequestFields {

  private static final byte[] CONNECT = ascii("CONNECT");
  private static final byte[] PROTOCOL = ascii(":protocol");
  private static final byte[] WEBSOCKET = ascii("websocket");
  private static final byte[] TE = FieldName.TE.lowerCase();
  private static final byte[] TRAILERS = ascii("trailers");
  private static final int PSEUDO_BYTES = 128;

  private final FieldWriter writer;
  private final int scheme;

  RequestFields(FieldWriter writer, Transport transport) {
    this.writer = writer;
    this.scheme =
        switch (transport) {
          case CLEARTEXT -> StaticTable.SCHEME_HTTP;
          case TLS -> StaticTable.SCHEME_HTTPS;
        };
  }

  /** Writes the head of stream {@code id}, which may be all of it. */
  void write(FrameOutput out, int id, RequestHead head, boolean ends) {
    HeaderBlock headers = head.headers();
    int target = head.sentEnd() - head.sentStart();
    int most = PSEUDO_BYTES + head.method().length() + target + FieldWriter.maxBytes(headers);
    ByteBuf room = out.beginHeaders(id, most);
    writer.begin(room);
    if (head.isWebSocket()) {
      FieldWriter.named(room, StaticTable.METHOD_GET, CONNECT, 0, CONNECT.length);
      FieldWriter.field(room, PROTOCOL, WEBSOCKET, 0, WEBSOCKET.length);
    } else {
      method(room, head.method());
    }
    FieldWriter.entry(room, scheme);
    path(room, head.sent(), head.sentStart(), head.sentEnd());
    int host = headers.find(FieldName.HOST, 0);
    if (host >= 0) {
      FieldWriter.named(
          room,
          StaticTable.AUTHORITY,
          headers.bytes(),
          headers.valueStart(host),
          headers.valueEnd(host));
    }
    fields(room, headers);
    if (head.bodyLength() > 0 && headers.find(FieldName.CONTENT_LENGTH, 0) < 0) {
      FieldWriter.contentLength(room, head.bodyLength());
    }
    if (head.areTrailersAccepted()) {
      FieldWriter.field(room, TE, TRAILERS, 0, TRAILERS.length);
    }
    out.endHeaders(id, room, ends);
  }

  private static void method(ByteBuf out, String method) {
    switch (method) {
      case "GET" -> FieldWriter.entry(out, StaticTable.METHOD_GET);
      case "POST" -> FieldWriter.entry(out, StaticTable.METHOD_POST);
      default -> {
        byte[] name = ascii(method);
        FieldWriter.named(out, StaticTable.METHOD_GET, name, 0, name.length);
      }
    }
  }

  private static void path(ByteBuf out, byte[] bytes, int start, int end) {
    if (end == start + 1 && bytes[start] == '/') {
      FieldWriter.entry(out, StaticTable.PATH_ROOT);
    } else {
      FieldWriter.named(out, StaticTable.PATH_ROOT, bytes, start, end);
    }
  }

  private static void fields(ByteBuf out, HeaderBlock headers) {
    for (int field = 0, count = headers.count(); field < count; field++) {
      if (!headers.isRemoved(field)) {
        FieldName name = headers.name(field);
        if (isSent(name)) {
          FieldWriter.field(out, headers, field, name);
        }
      }
    }
  }

  /** Whether a field goes on: all but what belongs to a connection of HTTP/1.1 or is said above. */
  private static boolean isSent(FieldName name) {
    return switch (name) {
      case HOST,
          CONNECTION,
          KEEP_ALIVE,
          PROXY_CONNECTION,
          TRANSFER_ENCODING,
          UPGRADE,
          TE,
          HTTP2_SETTINGS,
          SEC_WEBSOCKET_KEY ->
          false;
      default -> true;
    };
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
