package io.rauta.origins.vectors;

import java.util.List;

/**
 * What came of a vector.
 *
 * @param answers what the client saw: statuses, {@code cut}, {@code silence}, {@code end} or {@code
 *     malformed}
 * @param end what became of the client's connection: {@code kept}, {@code closed} or {@code open}
 * @param upstream what the backend saw, the canary left out
 * @param differences from what has to come of it, in words; none if all is well
 */
public record Outcome(
    List<String> answers, String end, List<String> upstream, List<String> differences) {

  public Outcome {
    answers = List.copyOf(answers);
    upstream = List.copyOf(upstream);
    differences = List.copyOf(differences);
  }
}
