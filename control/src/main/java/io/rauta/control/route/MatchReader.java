package io.rauta.control.route;

import io.rauta.config.route.RequestMatch;
import io.rauta.control.Problem;
import io.rauta.control.syntax.Patterns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the matches of rules. What cannot be understood is a problem of the route. */
public final class MatchReader {

  private final HttpMatchReader requests;
  private final CallMatchReader calls;

  /** Reads with patterns that are bounded by {@code patterns}. */
  public MatchReader(Patterns patterns) {
    ValueReader values = new ValueReader(patterns);
    HeaderMatchReader headers = new HeaderMatchReader(values);
    this.requests = new HttpMatchReader(values, headers);
    this.calls = new CallMatchReader(values, headers);
  }

  /**
   * Reads the matches of a rule: those that can be understood, or one for everything where none is
   * given.
   *
   * @param field where they stand
   * @param problems takes what is wrong
   */
  public List<RequestMatch> read(GivenMatches given, String field, List<Problem> problems) {
    return switch (given) {
      case GivenMatches.OfHttp(var all) ->
          read(all, HttpMatchReader.EVERYTHING, requests::read, field, problems);
      case GivenMatches.OfGrpc(var all) ->
          read(all, CallMatchReader.EVERYTHING, calls::read, field, problems);
    };
  }

  /** Reads one match. */
  @FunctionalInterface
  private interface Reading<T> {
    Optional<RequestMatch> read(T match, String field, List<Problem> problems);
  }

  private static <T> List<RequestMatch> read(
      List<T> given,
      RequestMatch everything,
      Reading<T> reading,
      String field,
      List<Problem> problems) {
    if (given.isEmpty()) {
      return List.of(everything);
    }
    List<RequestMatch> read = new ArrayList<>(given.size());
    for (int i = 0; i < given.size(); i++) {
      String at = field + "[" + i + "]";
      if (given.get(i) == null) {
        problems.add(new Problem.Missing(at, "a condition on requests"));
      } else {
        reading.read(given.get(i), at, problems).ifPresent(read::add);
      }
    }
    return read;
  }
}
