package io.rauta.proxy.cluster;

import java.util.random.RandomGenerator;

/** Picks each host in turn, from a random one on, so that workers do not pick in step. */
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
    int picked = cursor % size;
    if (picked == excluded) {
      picked = (picked + 1) % size;
    }
    cursor = picked + 1;
    return picked;
  }
}
