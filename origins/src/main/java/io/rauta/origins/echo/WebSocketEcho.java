package io.rauta.origins.echo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The server side of a WebSocket (RFC 6455) that sends every data frame back, answers pings and
 * closes when asked to.
 */
final class WebSocketEcho {
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;

  private boolean closed;

  boolean closed() {
    return closed;
  }

  static boolean wanted(EchoRequest request) {
    return request.field("upgrade").filter("websocket"::equalsIgnoreCase).isPresent()
        && request.field("sec-websocket-key").isPresent();
  }

  static void accept(EchoRequest request, OutBytes out) {
    String key = request.field("sec-websocket-key").orElseThrow();
    out.put("HTTP/1.1 101 Switching Protocols\r\n");
    out.put("upgrade: websocket\r\n");
    out.put("connection: Upgrade\r\n");
    out.put("sec-websocket-accept: ");
    out.put(acceptFor(key)).put("\r\n\r\n");
  }

  /** The value of {@code Sec-WebSocket-Accept} for a key (RFC 6455 section 4.2.2). */
  static String acceptFor(String key) {
    try {
      byte[] sum =
          MessageDigest.getInstance("SHA-1")
              .digest((key + GUID).getBytes(StandardCharsets.ISO_8859_1));
      return Base64.getEncoder().encodeToString(sum);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Answers whole frames of up to 64 KiB; returns the position after the last whole one. */
  int consume(byte[] bytes, int from, int to, OutBytes out) {
    int at = from;
    while (!closed && to - at >= 6) {
      int length = bytes[at + 1] & 0x7f;
      int header = 2;
      if (length == 126) {
        length = (bytes[at + 2] & 0xff) << 8 | (bytes[at + 3] & 0xff);
        header = 4;
      }
      if (to - at < header + 4 + length) {
        return at;
      }
      answer(bytes, at, at + header, length, out);
      at += header + 4 + length;
    }
    return at;
  }

  private void answer(byte[] bytes, int frame, int mask, int length, OutBytes out) {
    int opcode = bytes[frame] & 0x0f;
    if (opcode == PONG) {
      return;
    }
    closed = opcode == CLOSE;
    out.put((byte) ((bytes[frame] & 0xf0) | (opcode == PING ? PONG : opcode)));
    if (length < 126) {
      out.put((byte) length);
    } else {
      out.put((byte) 126).put((byte) (length >> 8)).put((byte) length);
    }
    for (int i = 0; i < length; i++) {
      out.put((byte) (bytes[mask + 4 + i] ^ bytes[mask + i % 4]));
    }
  }
}
