package io.rauta.proxy.http2.client;

import io.rauta.proxy.http.UpstreamFailure;

/** Keeps connections to a backend and is told when one changes. Called on its loop. */
public interface ConnectionOwner {

  /** It gives out streams from now on. */
  void onReady(Http2ClientConnection connection);

  /** It never gave out a stream, and is gone. */
  void onNotReady(Http2ClientConnection connection, UpstreamFailure failure);

  /** It may have room again. */
  void onRoom(Http2ClientConnection connection);

  /** It gives out no streams any more; those under way may go on. */
  void onEnding(Http2ClientConnection connection);

  /** It is gone. */
  void onClosed(Http2ClientConnection connection);
}
