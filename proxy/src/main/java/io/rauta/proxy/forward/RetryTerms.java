package io.rauta.proxy.forward;

import java.time.Duration;
import java.util.Optional;

/** What holds for second attempts whatever a route says, and the pauses before them. */
public final class RetryTerms {

  /** Largest request body that is kept to be sent again, in bytes. */
  public static final int KEPT_BODY_BYTES = 64 * 1024;

  /** How many second attempts of a worker may always be under way at once. */
  public static final int ALWAYS = 10;

  /** Beyond those, one of how many live requests of a worker may be a second attempt. */
  public static final int SHARE = 5;

  private static final Duration DEFAULT_BACKOFF = Duration.ofMillis(25);
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int GROWTH = 10;

  private RetryTerms() {}

  /**
   * Pauses before second attempts, each twice the one before.
   *
   * @param first the first of them
   * @param longest none is longer, but for what chance adds
   */
  public record Pauses(Duration first, Duration longest) {}

  /** The pauses of a route that asks for {@code backoff}. */
  public static Pauses pauses(Optional<Duration> backoff) {
    Duration asked = backoff.orElse(DEFAULT_BACKOFF);
    Duration first =
        asked.compareTo(SHORTEST) < 0 ? SHORTEST : asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    return new Pauses(first, first.multipliedBy(GROWTH));
  }
}
