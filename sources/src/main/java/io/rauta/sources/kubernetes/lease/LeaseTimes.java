package io.rauta.sources.kubernetes.lease;

import java.time.Duration;

/**
 * The times of an election. A leader that cannot renew stops before anybody else may begin.
 *
 * @param duration after which a Lease that nobody renews may be taken; whole seconds
 * @param renewal how long the leader leads after the begin of its last successful renewal; shorter
 * @param retry how long after a request the next one follows; a fraction of both
 */
public record LeaseTimes(Duration duration, Duration renewal, Duration retry) {

  /** A killed leader is replaced after 12 seconds at most. */
  public static final LeaseTimes USUAL =
      new LeaseTimes(Duration.ofSeconds(10), Duration.ofSeconds(7), Duration.ofSeconds(2));

  public LeaseTimes {
    if (duration.toSeconds() < 1 || !Duration.ofSeconds(duration.toSeconds()).equals(duration)) {
      throw new IllegalArgumentException(duration + " is not a number of seconds from 1 on");
    }
    if (renewal.compareTo(duration) >= 0 || retry.compareTo(renewal) >= 0) {
      throw new IllegalArgumentException(
          "a leader has to try again within " + renewal + ", and to stop within " + duration);
    }
  }
}
