package io.rauta.proxy.loop;

import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;

/**
 * How much one read of a worker's sockets may take: what the connection has lately filled, but the
 * less the more connections are held back because the other side does not take what was read. So
 * what thousands of stalled connections keep in memory stays bounded, while a few get large reads.
 *
 * <p>Owned by one event loop.
 */
public final class ReadSizes extends DefaultMaxMessagesRecvByteBufAllocator {

  /**
   * How much of a write may wait for the peer before the side it comes from is held back. Low: the
   * system's own buffers keep the peer busy.
   */
  public static final WriteBufferWaterMark WAITING = new WriteBufferWaterMark(1024, 2 * 1024);

  /** Largest read, in bytes. */
  static final int MAX = 64 * 1024;

  /** Smallest read, in bytes: a usual head. */
  static final int MIN = 2 * 1024;

  /** What the connections held back may keep together, about, in bytes. */
  private static final int SHARED = 4 * 1024 * 1024;

  private static final int GROWTH = 4;
  private static final int SHORT_READS_TO_SHRINK = 2;

  /** Most reads of a connection in a row, as long as each fills its buffer. */
  private static final int READS_IN_A_ROW = 16;

  private int heldBack;
  private int ceiling = MAX;

  /** Nothing is held back at first. */
  public ReadSizes() {
    super(READS_IN_A_ROW);
  }

  /** A connection stops reading. Each call is followed by one of {@link #released}. */
  public void heldBack() {
    heldBack++;
    limit();
  }

  /** A connection that was held back reads again, or is gone. */
  public void released() {
    heldBack--;
    limit();
  }

  private void limit() {
    ceiling = Math.max(MIN, Math.min(MAX, SHARED / Math.max(1, heldBack)));
  }

  @Override
  public MaxMessageHandle newHandle() {
    return new Connection();
  }

  /** The reads of one connection. */
  private final class Connection extends MaxMessageHandle {
    private int wanted = MIN;
    private int shortReads;

    @Override
    public int guess() {
      return Math.min(wanted, ceiling);
    }

    @Override
    public void lastBytesRead(int bytes) {
      super.lastBytesRead(bytes);
      if (bytes > 0 && bytes == attemptedBytesRead()) {
        wanted = Math.min(MAX, bytes * GROWTH);
        shortReads = 0;
      }
    }

    @Override
    public void readComplete() {
      if (wanted == MIN || totalBytesRead() > wanted / GROWTH) {
        shortReads = 0;
      } else if (++shortReads == SHORT_READS_TO_SHRINK) {
        shortReads = 0;
        wanted = Math.max(MIN, wanted / GROWTH);
      }
    }
  }
}
