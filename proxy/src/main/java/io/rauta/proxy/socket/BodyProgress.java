package io.rauta.proxy.socket;

import io.rauta.config.listener.HttpTimeouts;
import java.util.concurrent.TimeUnit;

/**
 * Judges whether a body comes fast enough: never silent for longer than {@link
 * HttpTimeouts#bodyIdle}, and after its first ten seconds never below {@link
 * HttpTimeouts#bodyMinRate} on average over ten seconds.
 *
 * <p>Owned by one event loop; holds no clock.
 */
public final class BodyProgress {

  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(10);

  private long lastByte;
  private long windowStart;
  private long windowBytes;
  private boolean isFirstWindow;

  /** Starts anew: at the start of a body, and after a pause of our own. */
  public void start(long now) {
    lastByte = now;
    windowStart = now;
    windowBytes = 0;
    isFirstWindow = true;
  }

  /** Bytes came. */
  public void add(int bytes, long now) {
    lastByte = now;
    windowBytes += bytes;
  }

  /** Whether the body is still fast enough. To be asked every second or so. */
  public boolean isFastEnough(HttpTimeouts timeouts, long now) {
    if (now - lastByte >= timeouts.bodyIdle().toNanos()) {
      return false;
    }
    long elapsed = now - windowStart;
    if (elapsed < WINDOW_NANOS) {
      return true;
    }
    boolean isTooSlow =
        !isFirstWindow && windowBytes * 1e9 < (double) timeouts.bodyMinRate() * elapsed;
    windowStart = now;
    windowBytes = 0;
    isFirstWindow = false;
    return !isTooSlow;
  }
}
