package io.rauta.proxy.http;

/**
 * Why an attempt failed: the backend's fault, each with the answer it leads to where nothing was
 * answered yet.
 */
public enum UpstreamFailure {
  /** The connection could not be made. */
  REFUSED(LocalReply.UPSTREAM_REFUSED),
  /** The connection was not made in time. */
  CONNECT_TIMEOUT(LocalReply.CONNECT_TIMEOUT),
  /** The backend did not prove over TLS that it is the one that was meant. */
  TLS(LocalReply.UPSTREAM_TLS),
  /** The backend does not speak HTTP/2, which is all that it may be asked by. */
  NO_HTTP2(LocalReply.UPSTREAM_NO_HTTP2),
  /** The backend takes no WebSocket over HTTP/2, which is all that it may be asked by. */
  NO_WEBSOCKET(LocalReply.UPSTREAM_NO_WEBSOCKET),
  /**
   * The backend says that it has not begun to work on the request, which does no harm if it is sent
   * again, whatever it is (RFC 9113 section 8.7).
   */
  UNPROCESSED(LocalReply.UPSTREAM_REFUSED),
  /** The backend gave up the request, and only this one. */
  RESET(LocalReply.UPSTREAM_RESET),
  /** The connection ended before the first byte of a response. */
  CLOSED_EARLY(LocalReply.UPSTREAM_RESET),
  /** The connection ended inside the response. */
  CUT(LocalReply.UPSTREAM_RESET),
  /** The response breaks the rules. */
  BAD_RESPONSE(LocalReply.UPSTREAM_BAD_RESPONSE),
  /**
   * Nothing came, or too little, for too long inside the response, or nothing was read of the
   * request.
   */
  STALLED(LocalReply.BACKEND_TIMEOUT);

  private final LocalReply reply;

  UpstreamFailure(LocalReply reply) {
    this.reply = reply;
  }

  /** The answer where none was begun. */
  public LocalReply reply() {
    return reply;
  }
}
