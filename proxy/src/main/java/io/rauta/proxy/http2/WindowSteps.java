package io.rauta.proxy.http2;

/**
 * Judges whether a peer opens its windows in sensible steps: a number of WINDOW_UPDATE frames is
 * free, and each frame that was sent earns some more.
 *
 * <p>Owned by one event loop.
 */
public final class WindowSteps {

  private static final int PER_FRAME = 10;

  private final int free;
  private long taken;

  /** Allows {@code free} frames beside those that are earned. */
  public WindowSteps(int free) {
    this.free = free;
  }

  /**
   * The peer has opened a window; answers whether that was allowed.
   *
   * @param sent frames that it was sent so far and that open windows are for
   */
  public boolean spend(long sent) {
    return ++taken <= free + PER_FRAME * sent;
  }
}
