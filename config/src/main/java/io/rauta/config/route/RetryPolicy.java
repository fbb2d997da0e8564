package io.rauta.config.route;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Which requests are sent again before the client gets an answer. */
public sealed interface RetryPolicy {

  /**
   * Those for which it is safe although nobody asked for it: a refused connection goes to another
   * host once, and a request that was lost on a connection from the pool is sent once more.
   */
  record Unasked() implements RetryPolicy {}

  /** None. */
  record Never() implements RetryPolicy {}

  /**
   * Those whose connection could not be made, and those whose answer has one of the listed
   * statuses.
   *
   * @param attempts how many times beside the first, 1 or more
   * @param codes statuses from 400 to 599
   * @param backoff shortest pause before the first of them, which the later ones exceed; empty for
   *     a short one
   */
  record Asked(int attempts, Set<Integer> codes, Optional<Duration> backoff)
      implements RetryPolicy {
    public Asked {
      codes = Set.copyOf(codes);
      if (attempts < 1) {
        throw new IllegalArgumentException("attempts " + attempts + " is not positive");
      }
      for (int code : codes) {
        if (code < 400 || code > 599) {
          throw new IllegalArgumentException("code " + code + " is not between 400 and 599");
        }
      }
    }
  }
}
