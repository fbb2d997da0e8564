package io.rauta.proxy.http1.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.origins.vectors.Vector;
import io.rauta.origins.vectors.VectorFile;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Mutates the vectors and compares the reader of requests with {@link StrictReference}: both have
 * to take the same requests with the same meaning and stop at the same one. Each mutant is followed
 * by a request of its own, so that reading on at a wrong place shows.
 *
 * <p>{@code -Drauta.fuzz.rounds=N} makes it longer.
 */
class RequestFuzzTest {

  private static final int LONGEST_SEED = 600;
  private static final int ROUNDS = Integer.getInteger("rauta.fuzz.rounds", 15_000);
  private static final List<byte[]> SEEDS =
      VectorFile.folder("request").stream()
          .map(Vector::bytes)
          .filter(bytes -> bytes.length <= LONGEST_SEED)
          .toList();

  @Test
  void agreesOnEveryVector() {
    for (Vector vector : VectorFile.folder("request")) {
      Agreement.check(vector.bytes());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void agreesOnMutants(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Mutator mutator = new Mutator(random, SEEDS);
    int taken = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] mutant = Agreement.withCanary(mutator.next());
      List<Seen> seen = Agreement.check(mutant, cuts(mutant.length, random));
      taken += seen.getFirst().kind() == Seen.Kind.REQUEST ? 1 : 0;
    }
    assertThat(taken).as("mutants that are good requests").isGreaterThan(ROUNDS / 50);
  }

  private static int[] cuts(int length, SplittableRandom random) {
    return random.ints(random.nextInt(6), 1, length).sorted().toArray();
  }
}
