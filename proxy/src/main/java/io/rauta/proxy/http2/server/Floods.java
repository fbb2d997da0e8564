package io.rauta.proxy.http2.server;

import io.rauta.config.listener.Http2Settings;
import io.rauta.proxy.http2.EarnedBudget;
import io.rauta.proxy.http2.FloodBudget;
import io.rauta.proxy.http2.WindowSteps;
import io.rauta.proxy.observe.Flood;
import java.util.concurrent.TimeUnit;

/**
 * What a client may do that costs us and gains it nothing: each kind has a budget, and the
 * connection ends with ENHANCE_YOUR_CALM beyond it.
 *
 * <p>Owned by one event loop; holds no clock.
 */
final class Floods {

  private static final long RESET_WINDOW = TimeUnit.SECONDS.toNanos(30);
  private static final long CONTROL_WINDOW = TimeUnit.SECONDS.toNanos(10);
  private static final int EMPTY_FRAMES = 500;
  private static final int FREE_WINDOW_UPDATES = 1_000;

  private final FloodBudget resets;
  private final FloodBudget resetsCaused;
  private final EarnedBudget control;
  private final FloodBudget empty = new FloodBudget(EMPTY_FRAMES, CONTROL_WINDOW);
  private final WindowSteps windowSteps = new WindowSteps(FREE_WINDOW_UPDATES);

  Floods(Http2Settings settings) {
    this.resets = new FloodBudget(settings.resets(), RESET_WINDOW);
    this.resetsCaused = new FloodBudget(settings.resets(), RESET_WINDOW);
    this.control = new EarnedBudget(settings.controlFrames(), CONTROL_WINDOW);
  }

  /** Something of that kind happened; answers whether that was allowed. */
  boolean spend(Flood kind, long now) {
    return switch (kind) {
      case RESETS -> resets.spend(now);
      case RESETS_CAUSED -> resetsCaused.spend(now);
      case EMPTY -> empty.spend(now);
      case CONTROL, WINDOW_UPDATES, HEADERS, UNREAD ->
          throw new IllegalArgumentException(kind + " has no budget of time alone");
    };
  }

  /**
   * The client has sent a PING or SETTINGS; answers whether that was allowed.
   *
   * @param dataFrames DATA frames with data that have gone either way so far
   */
  boolean spendControl(long now, long dataFrames) {
    return control.spend(now, dataFrames);
  }

  /**
   * The client has opened a window; answers whether it does so in sensible steps.
   *
   * @param dataFrames DATA frames that it was sent so far
   */
  boolean spendWindowUpdate(long dataFrames) {
    return windowSteps.spend(dataFrames);
  }
}
