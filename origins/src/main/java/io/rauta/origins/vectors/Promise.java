package io.rauta.origins.vectors;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What has to come of a vector.
 *
 * @param answers what the client sees, in order
 * @param upstream what the backend sees, in order; empty where it follows from the answers
 * @param client what becomes of the client's connection; empty where it follows from the answers
 * @param endsAfter how long after its last bytes the client's connection lives at least; empty
 *     where nothing is said
 * @param backend what becomes of the backend's connection; empty where nothing is said
 * @param counts counters that must have grown, each as {@code name{labels} by}
 */
public record Promise(
    List<Expectation> answers,
    Optional<List<String>> upstream,
    Optional<Fate> client,
    Optional<Duration> endsAfter,
    Optional<Fate> backend,
    List<String> counts) {

  public Promise {
    answers = List.copyOf(answers);
    upstream = upstream.map(List::copyOf);
    counts = List.copyOf(counts);
  }

  /** What becomes of a connection. */
  public enum Fate {
    /** It serves the next request. */
    KEPT,
    /** It ends. */
    CLOSED
  }

  /** What becomes of the client's connection. */
  Fate clientFate() {
    return client.orElseGet(() -> answers.isEmpty() ? Fate.KEPT : answers.getLast().fate());
  }
}
