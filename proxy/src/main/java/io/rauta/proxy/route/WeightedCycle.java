package io.rauta.proxy.route;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Shares picks among destinations exactly by weight, smoothly interleaved. Owned by one worker.
 *
 * <p>Any run of as many picks as all weights (over their greatest common divisor) add up to gives
 * each destination exactly its weight; weight 0 is never picked. Counted from the start of a cycle,
 * no destination is ever one pick or more ahead of or behind its share.
 */
public final class WeightedCycle {

  /*
   * Earliest deadline first over proportionate windows: pick number k of a destination with weight w out of W belongs
   * between its release floor(k*W/w) and its deadline ceil((k+1)*W/w); of those released, the one with the earliest deadline
   * goes first. On one resource this meets every deadline (Baruah, Cohen, Plaxton, Varvel: "Proportionate progress",
   * Algorithmica 15, 1996), which keeps each within one pick of its share at every step. The usual smooth weighted round robin,
   * which picks the one furthest behind, does not promise that for more than two.
   */

  /** Enough places to start at that workers differ, few enough to be walked to. */
  private static final int START_SPREAD = 64;

  private final int[] indexes;
  private final long[] weights;
  private final long[] served;
  private final long[] release;
  private final long[] deadline;
  private final long total;
  private long step;

  /**
   * Creates a cycle that starts at a random place, so that workers do not pick in step.
   *
   * @param weights one for each destination, 0 or more; their sum is positive
   * @param random where to start
   */
  public WeightedCycle(int[] weights, RandomGenerator random) {
    if (Arrays.stream(weights).anyMatch(weight -> weight < 0)) {
      throw new IllegalArgumentException(
          "a weight of " + Arrays.toString(weights) + " is negative");
    }
    long divisor = Arrays.stream(weights).asLongStream().reduce(0, WeightedCycle::gcd);
    if (divisor == 0) {
      throw new IllegalArgumentException("the weights add up to 0");
    }
    indexes = IntStream.range(0, weights.length).filter(i -> weights[i] > 0).toArray();
    this.weights = Arrays.stream(indexes).mapToLong(i -> weights[i] / divisor).toArray();
    total = Arrays.stream(this.weights).sum();
    served = new long[indexes.length];
    release = new long[indexes.length];
    deadline = new long[indexes.length];
    startCycle();
    int skip = random.nextInt((int) Math.min(total, START_SPREAD));
    for (int i = 0; i < skip; i++) {
      next();
    }
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /** How many picks a cycle has. */
  public long length() {
    return total;
  }

  /** The index of the destination that is next. */
  public int next() {
    if (indexes.length == 1) {
      return indexes[0];
    }
    if (step == total) {
      startCycle();
    }
    int picked = -1;
    for (int i = 0; i < indexes.length; i++) {
      if (release[i] <= step && (picked < 0 || deadline[i] < deadline[picked])) {
        picked = i;
      }
    }
    step++;
    served[picked]++;
    place(picked);
    return indexes[picked];
  }

  private void startCycle() {
    step = 0;
    Arrays.fill(served, 0);
    for (int i = 0; i < indexes.length; i++) {
      place(i);
    }
  }

  private void place(int i) {
    release[i] = served[i] * total / weights[i];
    deadline[i] = Math.ceilDiv((served[i] + 1) * total, weights[i]);
  }
}
