package io.rauta.proxy.http1;

import io.rauta.proxy.http.LocalReply;
import java.nio.charset.StandardCharsets;

/** The gateway's own answers as bytes, made once. */
final class LocalReplies {

  private static final byte[][] HEADS = new byte[LocalReply.values().length][];
  private static final byte[][] BODIES = new byte[LocalReply.values().length][];

  static {
    for (LocalReply reply : LocalReply.values()) {
      String body = reply.status() == 204 ? "" : reply.phrase() + "\n";
      BODIES[reply.ordinal()] = body.getBytes(StandardCharsets.US_ASCII);
      HEADS[reply.ordinal()] = headText(reply, body).getBytes(StandardCharsets.US_ASCII);
    }
  }

  private LocalReplies() {}

  /** Status line and fields, without the empty line behind them. Not to be changed. */
  static byte[] head(LocalReply reply) {
    return HEADS[reply.ordinal()];
  }

  /** The body. Not to be changed. */
  static byte[] body(LocalReply reply) {
    return BODIES[reply.ordinal()];
  }

  private static String headText(LocalReply reply, String body) {
    StringBuilder text = new StringBuilder(160);
    text.append("HTTP/1.1 ").append(reply.status()).append(' ').append(reply.phrase());
    text.append("\r\ncache-control: no-store\r\n");
    if (!body.isEmpty()) {
      text.append("content-type: text/plain\r\ncontent-length: ").append(body.length());
      text.append("\r\n");
    }
    switch (reply) {
      case OPTIONS, METHOD_NOT_ALLOWED ->
          text.append("allow: GET, HEAD, POST, PUT, DELETE, PATCH, OPTIONS\r\n");
      default -> {}
    }
    return text.toString();
  }
}
