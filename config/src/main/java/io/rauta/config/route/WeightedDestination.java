package io.rauta.config.route;

/**
 * A destination and its share.
 *
 * @param weight 0 to 1,000,000; 0 gets nothing
 * @param destination where the share goes
 */
public record WeightedDestination(int weight, Destination destination) {
  public WeightedDestination {
    if (weight < 0 || weight > 1_000_000) {
      throw new IllegalArgumentException("weight " + weight + " is not between 0 and 1000000");
    }
  }
}
