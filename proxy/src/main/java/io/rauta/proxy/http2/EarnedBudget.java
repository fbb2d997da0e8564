package io.rauta.proxy.http2;

/**
 * A {@link FloodBudget} on which each frame of data is one for free: there are peers, those of gRPC
 * above all, that measure the way with a PING for as long as data moves.
 *
 * <p>Owned by one event loop; holds no clock.
 */
public final class EarnedBudget {

  private static final int MOST_EARNED = 100;

  private final FloodBudget budget;
  private long usefulSeen;
  private long earned;

  /** Allows {@code most} times in {@code windowNanos} beside what is earned. */
  public EarnedBudget(int most, long windowNanos) {
    this.budget = new FloodBudget(most, windowNanos);
  }

  /**
   * It happened; answers whether that was allowed.
   *
   * @param dataFrames DATA frames with data that have gone either way so far
   */
  public boolean spend(long now, long dataFrames) {
    earned = Math.min(earned + dataFrames - usefulSeen, MOST_EARNED);
    usefulSeen = dataFrames;
    if (earned > 0) {
      earned--;
      return true;
    }
    return budget.spend(now);
  }
}
