package io.rauta.proxy.http2;

/**
 * How many bytes of data a peer takes, on one stream or on the connection (RFC 9113 section 6.9).
 *
 * <p>Owned by one event loop.
 */
public final class SendWindow {

  private int size;

  /** A window of {@code size} bytes. */
  public SendWindow(int size) {
    this.size = size;
  }

  /** Starts anew. */
  public void set(int bytes) {
    size = bytes;
  }

  /** Bytes that may be sent; below 0 after the peer has made its windows smaller. */
  public int size() {
    return size;
  }

  /** Takes {@code bytes} from it. */
  public void take(int bytes) {
    size -= bytes;
  }

  /** Makes it larger, or smaller; answers whether it is still a window. */
  public boolean grow(int bytes) {
    long grown = (long) size + bytes;
    if (grown > Integer.MAX_VALUE) {
      return false;
    }
    size = (int) grown;
    return true;
  }
}
