package io.rauta.proxy.http2.server;

/**
 * The streams of a connection that were closed last: what a client may still send on one follows
 * from how it ended (RFC 9113 section 5.1).
 *
 * <p>Owned by one event loop.
 */
final class ClosedStreams {

  /** How a stream ended. */
  enum End {
    /** Never opened, or so long ago that it is forgotten. */
    UNKNOWN,
    /** By both sides, or by the client: nothing may come. */
    KNOWN_TO_CLIENT,
    /** By us: what the client sent before it knew is dropped. */
    BY_US
  }

  private static final int KEPT = 256;

  private final int[] ends = new int[KEPT];
  private int next;

  /** Keeps how stream {@code id} ended. */
  void add(int id, boolean isByUs) {
    ends[next] = isByUs ? -id : id;
    next = (next + 1) % KEPT;
  }

  /** How stream {@code id} ended. */
  End of(int id) {
    for (int end : ends) {
      if (end == id) {
        return End.KNOWN_TO_CLIENT;
      }
      if (end == -id) {
        return End.BY_US;
      }
    }
    return End.UNKNOWN;
  }
}
