package io.rauta.proxy.cluster;

import java.util.random.RandomGenerator;

/**
 * Picks each host in turn, from a random one on, so that workers do not pick in step. A host that
 * has just refused misses its turn.
 */
final class RoundRobin implements LoadBalancer {

  private int cursor;

  RoundRobin(RandomGenerator random) {
    cursor = random.nextInt(Integer.MAX_VALUE);
  }

  @Override
  public int pick(int size, InFlight inFlight, int excluded) {
    if (size == 0 || (size == 1 && excluded == 0)) {
      return NONE;
    }
    int first = next(cursor % size, size, excluded);
    int picked = first;
    while (inFlight.isSuspect(picked)) {
      picked = next((picked + 1) % size, size, excluded);
      if (picked == first) {
        break;
      }
    }
    cursor = picked + 1;
    return picked;
  }

  /** The host whose turn it is at {@code at}. */
  private static int next(int at, int size, int excluded) {
    return at == excluded ? (at + 1) % size : at;
  }
}
