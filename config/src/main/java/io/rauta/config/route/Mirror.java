package io.rauta.config.route;

import io.rauta.config.cluster.ClusterId;

/**
 * Who gets a copy of requests, whose answers are dropped.
 *
 * @param cluster the upstream
 * @param numerator of the share of requests that is copied, 0 to {@code denominator}
 * @param denominator of that share, 1 or more
 * @param credentials whether copies carry them
 */
public record Mirror(ClusterId cluster, int numerator, int denominator, Credentials credentials) {
  public Mirror {
    if (denominator < 1 || numerator < 0 || numerator > denominator) {
      throw new IllegalArgumentException(
          "share " + numerator + "/" + denominator + " is not between 0 and 1");
    }
  }

  /** What becomes of {@code Authorization} and {@code Cookie} in a copy. */
  public enum Credentials {
    /** They are sent. */
    SENT,
    /** They are left out, since the mirror is in another namespace than its route. */
    WITHHELD
  }
}
