package io.rauta.proxy.http2;

/**
 * How many bytes of data we let a peer send, on one stream or on the connection. What was taken is
 * given back once it was passed on, half a window at a time.
 *
 * <p>Owned by one event loop.
 */
public final class ReceiveWindow {

  private final int full;
  private int size;
  private int owed;

  /** A window of {@code size} bytes. */
  public ReceiveWindow(int size) {
    this.full = size;
    this.size = size;
  }

  /** Starts anew. */
  public void reset() {
    size = full;
    owed = 0;
  }

  /** Bytes that may still come. */
  public int size() {
    return size;
  }

  /** Bytes came; answers whether they were allowed. */
  public boolean take(int bytes) {
    size -= bytes;
    return size >= 0;
  }

  /** Bytes were passed on; answers how many the peer is to be allowed now, 0 for none yet. */
  public int give(int bytes) {
    owed += bytes;
    if (owed < full / 2) {
      return 0;
    }
    int given = owed;
    owed = 0;
    size += given;
    return given;
  }
}
