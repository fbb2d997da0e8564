package io.rauta.proxy.http1.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.origins.vectors.Escapes;
import java.util.List;

/**
 * What the reader of requests and {@link StrictReference} have to agree on: which requests there
 * are, what each means, and at which one reading stops.
 */
final class Agreement {

  private static final byte[] CANARY =
      Escapes.decode("GET /canary HTTP/1.1\\r\\nHost: canary\\r\\n\\r\\n");

  private Agreement() {}

  /** Bytes with a request of its own behind them, so that reading on at a wrong place shows. */
  static byte[] withCanary(byte[] bytes) {
    return Mutator.joined(bytes, CANARY);
  }

  /** Fails unless both agree on bytes that arrive in pieces; answers what was seen. */
  static List<Seen> check(byte[] bytes, int... cuts) {
    List<Seen> ours = RequestReading.of(bytes, cuts);
    List<Seen> theirs = StrictReference.of(bytes);
    assertThat(ours.stream().map(Agreement::meaning))
        .as(() -> Escapes.encode(bytes))
        .containsExactlyElementsOf(theirs.stream().map(Agreement::meaning).toList());
    return ours;
  }

  /**
   * The part of what was seen that counts. A faulty message may be refused as soon as the fault is
   * seen or when it would have been complete, so that of one that is not taken only the head does.
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
