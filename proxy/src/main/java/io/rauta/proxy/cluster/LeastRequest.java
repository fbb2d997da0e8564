package io.rauta.proxy.cluster;

import java.util.random.RandomGenerator;

/**
 * Picks the less busy of two hosts drawn at random (Mitzenmacher, "The power of two choices in
 * randomized load balancing", 2001), the first drawn where both are equally busy. A host that has
 * just refused counts as the busier one.
 */
final class LeastRequest implements LoadBalancer {

  private final RandomGenerator random;

  LeastRequest(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public int pick(int size, InFlight inFlight, int excluded) {
    boolean excludes = excluded >= 0 && excluded < size;
    int candidates = excludes ? size - 1 : size;
    int gap = excludes ? excluded : size;
    if (candidates <= 1) {
      return candidates == 1 ? host(0, gap) : NONE;
    }
    int first = random.nextInt(candidates);
    int second = random.nextInt(candidates - 1);
    int one = host(first, gap);
    int other = host(second < first ? second : second + 1, gap);
    boolean isOneSuspect = inFlight.isSuspect(one);
    if (isOneSuspect != inFlight.isSuspect(other)) {
      return isOneSuspect ? other : one;
    }
    return inFlight.of(other) < inFlight.of(one) ? other : one;
  }

  /** The index of candidate number {@code candidate}, where the host at {@code gap} is none. */
  private static int host(int candidate, int gap) {
    return candidate < gap ? candidate : candidate + 1;
  }
}
