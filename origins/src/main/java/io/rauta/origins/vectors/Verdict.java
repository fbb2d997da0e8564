package io.rauta.origins.vectors;

import java.util.List;

/** How a proxy stands to a vector, as far as that can be said of any proxy. */
public enum Verdict {
  /** It does all that the vector promises. */
  SAME,
  /** It does the same in the main, but not to the letter. */
  DIFFERS,
  /** It takes what has to be refused. */
  TAKES,
  /** It refuses what has to be taken. */
  REFUSES,
  /** It fails another client. */
  HARMS;

  /** The verdict on what came of a vector. */
  public static Verdict of(Vector vector, Outcome outcome) {
    if (outcome.differences().stream().anyMatch(text -> text.startsWith("the canary"))) {
      return HARMS;
    }
    List<Expectation> expected = vector.promise().answers();
    if (expected.getLast().isRefusal()) {
      if (hasTaken(outcome, expected)) {
        return TAKES;
      }
    } else if (finals(outcome).stream().anyMatch(status -> status >= 400)
        || finals(outcome).size() < expected.stream().filter(e -> !e.isSilent()).count()) {
      return REFUSES;
    }
    return outcome.differences().isEmpty() ? SAME : DIFFERS;
  }

  private static boolean hasTaken(Outcome outcome, List<Expectation> expected) {
    List<Integer> statuses = finals(outcome);
    boolean isAnswered =
        statuses.size() >= expected.size() && statuses.get(expected.size() - 1) < 400;
    long whole = outcome.upstream().stream().filter(line -> !line.endsWith(" (cut)")).count();
    boolean isPassedOn =
        expected.getLast().kind() != Expectation.Kind.ANSWER
            && whole > expected.stream().filter(e -> e.upstream().isPresent()).count();
    return isAnswered || isPassedOn;
  }

  private static List<Integer> finals(Outcome outcome) {
    return outcome.answers().stream()
        .filter(answer -> answer.matches("101|[2-5][0-9][0-9]"))
        .map(Integer::valueOf)
        .toList();
  }
}
