package io.rauta.app.explain;

import io.rauta.proxy.http.LocalReply;

/** Says in words when the gateway answers by itself. */
public final class CauseText {

  private CauseText() {}

  /** When {@code reply} is given. */
  public static String of(LocalReply reply) {
    return switch (reply) {
      case OPTIONS -> "OPTIONS * asks about the gateway itself";
      case PREFLIGHT -> "the route tells a browser what pages of other origins may do";
      case MOVED_PERMANENTLY, FOUND, SEE_OTHER, TEMPORARY_REDIRECT, PERMANENT_REDIRECT ->
          "the route sends the client elsewhere";
      case BAD_REQUEST -> "the request breaks the grammar or the framing rules of HTTP";
      case NO_ROUTE -> "no listener, route or match wants the request";
      case METHOD_NOT_ALLOWED -> "CONNECT and TRACE are not served";
      case REQUEST_TIMEOUT -> "the client took too long to send its request";
      case BODY_TOO_LARGE -> "the request body is larger than limits.request-body";
      case URI_TOO_LONG -> "the request line is longer than limits.request-line";
      case EXPECTATION_FAILED -> "the request expects something other than 100-continue";
      case MISDIRECTED -> "the connection is not for this host";
      case HEAD_TOO_LARGE ->
          "a field, all fields together or their number is larger than limits.field,"
              + " limits.field-section or limits.field-count";
      case BROKEN_ROUTE -> "the rule cannot do what it says, or names a backend that is no use";
      case INTERNAL -> "a fault of the gateway";
      case UNKNOWN_CODING -> "the request body has a transfer coding that is not known";
      case UPSTREAM_REFUSED ->
          "the backend refused the connection, or the request before it began to work on it";
      case UPSTREAM_RESET -> "the backend gave up the request or its connection before it answered";
      case UPSTREAM_BAD_RESPONSE -> "the answer of the backend breaks the rules of HTTP";
      case UPSTREAM_TLS -> "the backend did not prove over TLS that it is the one that was meant";
      case UPSTREAM_NO_HTTP2 -> "the backend does not speak HTTP/2, which it has to";
      case UPSTREAM_NO_WEBSOCKET ->
          "the backend speaks HTTP/2 only, and takes no WebSocket over it (RFC 8441)";
      case NO_ENDPOINT -> "the backend has no endpoint that could be asked";
      case LIMIT -> "upstream.max-requests are under way to the backend";
      case CONNECT_TIMEOUT -> "the backend did not take the connection in time";
      case BACKEND_TIMEOUT -> "the backend did not answer one attempt in time";
      case ROUTE_TIMEOUT -> "the whole request took longer than allowed";
      case CALL_TIMEOUT -> "the call took longer than its grpc-timeout";
      case VERSION_NOT_SUPPORTED -> "the version of HTTP is neither 1.1 nor 1.0";
    };
  }
}
