package io.rauta.sources.kubernetes.write;

import java.util.function.DoubleSupplier;

/**
 * How many requests may be under way: many while the API server does what it is asked, one now and
 * then after it did not, until it does again. Owned by the writer's thread.
 */
final class Pace {

  static final int MOST_UNDER_WAY = 16;

  private static final long FIRST_NANOS = 200_000_000;
  private static final long LONGEST_NANOS = 2_000_000_000;

  private final DoubleSupplier chance;
  private int failures;
  private long opens;

  /**
   * At full pace.
   *
   * @param chance numbers from 0 to 1
   */
  Pace(DoubleSupplier chance) {
    this.chance = chance;
  }

  /** Whether one more request may be sent. */
  boolean allows(int underWay, long now) {
    return failures == 0 ? underWay < MOST_UNDER_WAY : underWay == 0 && now - opens >= 0;
  }

  /** Whether requests fail, so that the next one has to wait for {@link #opens}. */
  boolean isSlow() {
    return failures > 0;
  }

  /** When the next request may be sent, if those before it failed. */
  long opens() {
    return opens;
  }

  /** A request was answered as it should be. */
  void succeeded() {
    failures = 0;
  }

  /** A request was refused, or not answered. */
  void failed(long now) {
    failures++;
    opens = now + backOff(failures, FIRST_NANOS, LONGEST_NANOS);
  }

  /** How long to wait after so many failures in a row, between the half and the whole of a step. */
  long backOff(int inARow, long first, long longest) {
    long step = first << Math.min(inARow - 1, Byte.SIZE);
    long bounded = Math.min(step, longest);
    return (long) (bounded * (1 + chance.getAsDouble()) / 2);
  }
}
