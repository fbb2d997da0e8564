package io.rauta.proxy.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The handshake of WebSockets as HTTP/1.1 has it (RFC 6455 section 4): a key, and a value that
 * proves that the server has read it. HTTP/2 has neither (RFC 8441 section 5); in neutral form both
 * are there.
 */
public final class WebSocketHandshake {

  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private WebSocketHandshake() {}

  /** The key of a request for a WebSocket, empty where there is none. */
  public static String key(RequestHead request) {
    int key = request.headers().find(FieldName.SEC_WEBSOCKET_KEY, 0);
    return key < 0 ? "" : request.headers().value(key);
  }

  /** What {@code Sec-WebSocket-Accept} has to be where the key was {@code key}. */
  public static String accept(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-1", missing);
    }
  }

  /** Makes the answer of HTTP/2 that grants a WebSocket the one that HTTP/1.1 has for it. */
  public static void answerAsHttp1(ResponseHead answer, String key) {
    HeaderBlock headers = answer.headers();
    headers.removeAll(FieldName.CONTENT_LENGTH);
    headers.removeAll(FieldName.SEC_WEBSOCKET_ACCEPT);
    headers.add(
        FieldName.SEC_WEBSOCKET_ACCEPT.lowerCase(),
        accept(key).getBytes(StandardCharsets.US_ASCII));
    answer.status(101, 0, 0);
  }
}
