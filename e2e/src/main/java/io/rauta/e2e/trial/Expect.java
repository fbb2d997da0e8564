package io.rauta.e2e.trial;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** What a case asserts. */
public final class Expect {
  /** What every upper bound grants a busy machine. */
  public static final Duration SLACK = Duration.ofSeconds(5);

  private static final long POLL_MILLIS = 5;

  private Expect() {}

  /** Fails with the words unless the condition holds. */
  public static void that(boolean condition, String words) {
    if (!condition) {
      throw new AssertionError(words);
    }
  }

  /** Fails unless the two are equal. */
  public static void equal(Object expected, Object actual, String what) {
    that(expected.equals(actual), "%s is %s, expected %s".formatted(what, actual, expected));
  }

  /** Waits for a condition; returns how long it took, or fails. */
  public static Duration eventually(String what, Duration limit, BooleanSupplier condition)
      throws InterruptedException {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      Duration waited = since(start);
      that(waited.compareTo(limit) < 0, "not within %s: %s".formatted(limit, what));
      Thread.sleep(POLL_MILLIS);
    }
    return since(start);
  }

  /**
   * Fails unless a duration is at least the promised one and exceeds it by no more than {@link
   * #SLACK}.
   */
  public static void neverEarly(Duration actual, Duration promised, String what) {
    that(
        actual.compareTo(promised) >= 0,
        "%s came after %s, before %s".formatted(what, actual, promised));
    that(
        actual.compareTo(promised.plus(SLACK)) <= 0,
        "%s came only after %s, promised %s".formatted(what, actual, promised));
  }

  /** The time since a reading of {@link System#nanoTime}. */
  public static Duration since(long startNanos) {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }
}
