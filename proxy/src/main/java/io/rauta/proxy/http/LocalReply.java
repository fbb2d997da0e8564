package io.rauta.proxy.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Every answer that the gateway gives itself: the one place where a cause is mapped to a status, a
 * log reason and a gRPC status. None of them says anything about the inside of the gateway.
 */
public enum LocalReply {
  /** {@code OPTIONS *} asks about the gateway itself. */
  OPTIONS(204, "No Content", "options", 0),
  /** The route tells a browser what pages of other origins may do. */
  PREFLIGHT(204, "No Content", "preflight", 0),
  /** The route sends the client elsewhere, for good. */
  MOVED_PERMANENTLY(301, "Moved Permanently", "redirect", 2),
  /** The route sends the client elsewhere. */
  FOUND(302, "Found", "redirect", 2),
  /** The route sends the client elsewhere, with GET. */
  SEE_OTHER(303, "See Other", "redirect", 2),
  /** The route sends the client elsewhere, with the same method. */
  TEMPORARY_REDIRECT(307, "Temporary Redirect", "redirect", 2),
  /** The route sends the client elsewhere, with the same method and for good. */
  PERMANENT_REDIRECT(308, "Permanent Redirect", "redirect", 2),
  /** The request breaks the grammar or the rules of framing. */
  BAD_REQUEST(400, "Bad Request", "bad_request", 13),
  /** No listener, route or match wants the request. */
  NO_ROUTE(404, "Not Found", "no_route", 12),
  /** CONNECT and TRACE are not served. */
  METHOD_NOT_ALLOWED(405, "Method Not Allowed", "method_not_allowed", 12),
  /** The client took too long to send its request. */
  REQUEST_TIMEOUT(408, "Request Timeout", "request_timeout", 14),
  /** The request body is larger than allowed. */
  BODY_TOO_LARGE(413, "Content Too Large", "body_too_large", 8),
  /** The request line is longer than allowed. */
  URI_TOO_LONG(414, "URI Too Long", "uri_too_long", 13),
  /** An expectation other than {@code 100-continue}. */
  EXPECTATION_FAILED(417, "Expectation Failed", "expectation_failed", 13),
  /** The connection is not for this host. */
  MISDIRECTED(421, "Misdirected Request", "misdirected", 14),
  /** A field, all fields together, or their number is larger than allowed. */
  HEAD_TOO_LARGE(431, "Request Header Fields Too Large", "head_too_large", 8),
  /** The route cannot do what it says, or the backend it names cannot be used. */
  BROKEN_ROUTE(500, "Internal Server Error", "broken_route", 14),
  /** A fault of the gateway. */
  INTERNAL(500, "Internal Server Error", "internal", 13),
  /** The request body has a transfer coding that is not known. */
  UNKNOWN_CODING(501, "Not Implemented", "unknown_coding", 12),
  /** The backend refused the connection, or the request before it began to work on it. */
  UPSTREAM_REFUSED(502, "Bad Gateway", "upstream_refused", 14),
  /** The backend did not prove over TLS that it is the one that was meant. */
  UPSTREAM_TLS(502, "Bad Gateway", "upstream_tls", 14),
  /** The backend closed or reset the connection before it answered. */
  UPSTREAM_RESET(502, "Bad Gateway", "upstream_reset", 14),
  /** The backend's answer breaks the rules. */
  UPSTREAM_BAD_RESPONSE(502, "Bad Gateway", "upstream_bad_response", 14),
  /** The backend does not speak HTTP/2, which is all that it may be asked by. */
  UPSTREAM_NO_HTTP2(502, "Bad Gateway", "upstream_no_http2", 14),
  /** The backend takes no WebSocket over HTTP/2, which is all that it may be asked by. */
  UPSTREAM_NO_WEBSOCKET(502, "Bad Gateway", "upstream_no_websocket", 14),
  /** The backend has no endpoint that could be asked. */
  NO_ENDPOINT(503, "Service Unavailable", "no_endpoint", 14),
  /** More is under way towards the backend than allowed. */
  LIMIT(503, "Service Unavailable", "limit", 14),
  /** The backend did not take the connection in time. */
  CONNECT_TIMEOUT(504, "Gateway Timeout", "connect_timeout", 14),
  /** The backend did not answer one attempt in time. */
  BACKEND_TIMEOUT(504, "Gateway Timeout", "backend_timeout", 4),
  /** The whole request took longer than its route allows. */
  ROUTE_TIMEOUT(504, "Gateway Timeout", "route_timeout", 4),
  /** A call of gRPC took longer than its client waits. */
  CALL_TIMEOUT(504, "Gateway Timeout", "call_timeout", 4),
  /** A version of HTTP that is not spoken here. */
  VERSION_NOT_SUPPORTED(505, "HTTP Version Not Supported", "version_not_supported", 12);

  private static final byte[][] BODIES =
      Arrays.stream(values())
          .map(reply -> reply.status == 204 ? "" : reply.phrase + "\n")
          .map(text -> text.getBytes(StandardCharsets.US_ASCII))
          .toArray(byte[][]::new);

  private final int status;
  private final String phrase;
  private final String cause;
  private final int grpcStatus;

  LocalReply(int status, String phrase, String cause, int grpcStatus) {
    this.status = status;
    this.phrase = phrase;
    this.cause = cause;
    this.grpcStatus = grpcStatus;
  }

  /** The status code. */
  public int status() {
    return status;
  }

  /** Whether the client asked for nothing else, so that nobody has to be kept from storing it. */
  boolean isWanted() {
    return status / 100 == 3 || this == PREFLIGHT;
  }

  /** The reason phrase. */
  public String phrase() {
    return phrase;
  }

  /** The body. Not to be changed. */
  public byte[] body() {
    return BODIES[ordinal()];
  }

  /** The reason in metrics and logs. */
  public String cause() {
    return cause;
  }

  /** The status code of gRPC that says the same. */
  public int grpcStatus() {
    return grpcStatus;
  }
}
