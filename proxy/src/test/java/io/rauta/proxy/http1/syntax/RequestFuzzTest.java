package io.rauta.proxy.http1.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.origins.vectors.Escapes;
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
  private static final byte[] CANARY =
      Escapes.decode("GET /canary HTTP/1.1\\r\\nHost: canary\\r\\n\\r\\n");
  private static final List<byte[]> SEEDS =
      VectorFile.folder("request").stream()
          .map(Vector::bytes)
          .filter(bytes -> bytes.length <= LONGEST_SEED)
          .toList();

  @Test
  void agreesOnEveryVector() {
    for (Vector vector : VectorFile.folder("request")) {
      assertAgrees(vector.bytes());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void agreesOnMutants(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Mutator mutator = new Mutator(random, SEEDS);
    int taken = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] mutant = Mutator.joined(mutator.next(), CANARY);
      List<Seen> seen = assertAgrees(mutant, cuts(mutant.length, random));
      taken += seen.getFirst().kind() == Seen.Kind.REQUEST ? 1 : 0;
    }
    assertThat(taken).as("mutants that are good requests").isGreaterThan(ROUNDS / 50);
  }

  private static int[] cuts(int length, SplittableRandom random) {
    return random.ints(random.nextInt(6), 1, length).sorted().toArray();
  }

  private static List<Seen> assertAgrees(byte[] bytes, int... cuts) {
    List<Seen> ours = RequestReading.of(bytes, cuts);
    List<Seen> theirs = StrictReference.of(bytes);
    assertThat(ours.stream().map(RequestFuzzTest::meaning))
        .as(() -> Escapes.encode(bytes))
        .containsExactlyElementsOf(theirs.stream().map(RequestFuzzTest::meaning).toList());
    return ours;
  }

  /**
   * What both have to agree on. A faulty message may be refused as soon as the fault is seen or
   * when it would have been complete, so that of one that is not taken only the head counts.
   */
  private static Seen meaning(Seen seen) {
    return switch (seen.kind()) {
      case REQUEST -> seen;
      case BROKEN, UNFINISHED ->
          new Seen(
              Seen.Kind.BROKEN,
              "",
              seen.method(),
              seen.host(),
              seen.target(),
              seen.length(),
              "",
              seen.fields(),
              List.of(),
              seen.flags());
      case REFUSE, MORE -> Seen.nothing(Seen.Kind.REFUSE, "");
    };
  }
}
