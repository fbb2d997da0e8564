package io.rauta.config.listener;

/**
 * How one listener speaks HTTP/2.
 *
 * @param priorKnowledge whether a client in plain text may begin with it
 * @param streams requests that a client may have under way on one connection; refused beyond
 * @param streamWindow bytes of a body that a client may send ahead of the backend, 1 to 2^31-1
 * @param connectionWindow bytes of all bodies of a connection that a client may send ahead, not
 *     less than 65,535, the size at which HTTP/2 begins
 * @param resets streams that a client may reset in 30 s, and that it may cause us to reset; the
 *     connection ends beyond
 * @param controlFrames PING and SETTINGS frames that a client may send in 10 s; the connection ends
 *     beyond
 */
public record Http2Settings(
    PriorKnowledge priorKnowledge,
    int streams,
    int streamWindow,
    int connectionWindow,
    int resets,
    int controlFrames) {

  private static final int FIRST_WINDOW = 65_535;

  public static final Http2Settings DEFAULT =
      new Http2Settings(PriorKnowledge.ALLOWED, 100, 64 * 1024, 1024 * 1024, 200, 100);

  public Http2Settings {
    requirePositive("streams", streams);
    requirePositive("streamWindow", streamWindow);
    requirePositive("resets", resets);
    requirePositive("controlFrames", controlFrames);
    if (connectionWindow < FIRST_WINDOW) {
      throw new IllegalArgumentException(
          "connectionWindow " + connectionWindow + " is below " + FIRST_WINDOW);
    }
  }

  private static void requirePositive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " " + value + " is not positive");
    }
  }

  /** Whether a client may speak HTTP/2 in plain text (RFC 9113 section 3.3). */
  public enum PriorKnowledge {
    /** It may: its first bytes tell. */
    ALLOWED,
    /** It gets 505. */
    REFUSED
  }
}
