package io.rauta.proxy.http2.client;

import io.netty.handler.codec.http2.Http2Settings;
import org.jspecify.annotations.Nullable;

/**
 * What a backend has said about how it is spoken to (RFC 9113 section 6.5.2, RFC 8441).
 *
 * <p>Owned by one event loop.
 */
final class BackendSettings {

  private static final int FIRST_WINDOW = 65_535;
  private static final char ENABLE_CONNECT_PROTOCOL = 8;

  private int streams = Http2ClientConnection.MAX_STREAMS;
  private int window = FIRST_WINDOW;
  private boolean takesConnect;

  /** How many streams may be open at once, ours and theirs considered. */
  int streams() {
    return streams;
  }

  /** How many bytes a new stream may carry before the backend allows more. */
  int window() {
    return window;
  }

  /** Whether WebSockets are taken. */
  boolean takesConnect() {
    return takesConnect;
  }

  /** Takes over what is said anew; answers by how much windows of streams have changed. */
  int take(Http2Settings said) {
    Long mostStreams = said.maxConcurrentStreams();
    if (mostStreams != null) {
      streams = (int) Math.min(Http2ClientConnection.MAX_STREAMS, mostStreams);
    }
    @Nullable Long connect = said.get(ENABLE_CONNECT_PROTOCOL);
    takesConnect |= connect != null && connect == 1;
    Integer first = said.initialWindowSize();
    if (first == null) {
      return 0;
    }
    int change = first - window;
    window = first;
    return change;
  }
}
