package io.rauta.config.cluster;

/**
 * What may be under way towards an upstream at once; 503 beyond.
 *
 * @param requests requests in all; {@link Integer#MAX_VALUE} for no limit
 */
public record ClusterLimits(int requests) {

  public static final ClusterLimits NONE = new ClusterLimits(Integer.MAX_VALUE);

  public ClusterLimits {
    if (requests <= 0) {
      throw new IllegalArgumentException("requests " + requests + " is not positive");
    }
  }
}
