package io.rauta.proxy.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class WeightedCycleTest {

  /** Starts every cycle at its beginning. */
  private static final RandomGenerator FROM_THE_START = () -> 0;

  static Stream<int[]> weights() {
    SplittableRandom random = new SplittableRandom(7);
    return Stream.concat(
        Stream.of(
            new int[] {1},
            new int[] {0, 5, 0},
            new int[] {1, 1},
            new int[] {90, 10},
            new int[] {70, 30, 0},
            new int[] {99, 1},
            new int[] {5, 1, 1},
            new int[] {50, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1},
            new int[] {1_000_000, 1}),
        Stream.generate(() -> random.ints(random.nextInt(1, 17), 0, 60).toArray())
            .filter(weights -> Arrays.stream(weights).sum() > 0)
            .limit(300));
  }

  @ParameterizedTest
  @MethodSource("weights")
  void everyPrefixIsWithinOnePickOfEachShare(int[] weights) {
    WeightedCycle cycle = new WeightedCycle(weights, FROM_THE_START);
    long total = Arrays.stream(weights).asLongStream().sum();
    long[] picks = new long[weights.length];
    for (long step = 1; step <= 2 * cycle.length(); step++) {
      picks[cycle.next()]++;
      for (int i = 0; i < weights.length; i++) {
        long lag = step * weights[i] - picks[i] * total;
        if (lag <= -total || lag >= total) {
          assertThat(lag)
              .as("destination %s of %s after %s", i, Arrays.toString(weights), step)
              .isBetween(-total + 1, total - 1);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("weights")
  void everyRunOfACycleIsExact(int[] weights) {
    WeightedCycle cycle = new WeightedCycle(weights, new SplittableRandom(3));
    long divisor = Arrays.stream(weights).asLongStream().sum() / cycle.length();
    for (int run = 0; run < 3; run++) {
      long[] picks = new long[weights.length];
      for (long step = 0; step < cycle.length(); step++) {
        picks[cycle.next()] += divisor;
      }
      assertThat(picks).isEqualTo(Arrays.stream(weights).asLongStream().toArray());
    }
  }

  @Test
  void aCycleIsAsShortAsTheWeightsAllow() {
    assertThat(new WeightedCycle(new int[] {70, 30, 0}, FROM_THE_START).length()).isEqualTo(10);
  }

  @Test
  void sharesAreInterleaved() {
    WeightedCycle cycle = new WeightedCycle(new int[] {2, 1, 1}, FROM_THE_START);
    int last = -1;
    for (int i = 0; i < 4; i++) {
      int picked = cycle.next();
      assertThat(picked).isNotEqualTo(last);
      last = picked;
    }
  }

  @Test
  void workersStartAtDifferentPlaces() {
    long starts =
        Stream.iterate(0, seed -> seed + 1)
            .limit(16)
            .map(seed -> new WeightedCycle(new int[] {5, 3, 2}, new SplittableRandom(seed)))
            .map(cycle -> Stream.generate(cycle::next).limit(10).toList())
            .distinct()
            .count();
    assertThat(starts).isGreaterThan(3);
  }

  @Test
  void refusesWeightsThatShareNothing() {
    assertThatThrownBy(() -> new WeightedCycle(new int[] {0, 0}, FROM_THE_START))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new WeightedCycle(new int[] {2, -1}, FROM_THE_START))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
