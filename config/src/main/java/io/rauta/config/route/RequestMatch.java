package io.rauta.config.route;

import java.util.List;
import java.util.Optional;

/**
 * Which requests are meant: all parts must hold.
 *
 * @param path the canonical path
 * @param method exact and case-sensitive; empty for any
 * @param headers each must hold, on the values of all fields of that name joined with a comma
 * @param query each must hold, on the first parameter of that name
 */
public record RequestMatch(
    PathMatch path, Optional<String> method, List<HeaderMatch> headers, List<QueryMatch> query) {
  public RequestMatch {
    headers = List.copyOf(headers);
    query = List.copyOf(query);
  }

  /**
   * One header condition.
   *
   * @param name in lower case
   * @param value what its value must be
   */
  public record HeaderMatch(String name, ValueMatch value) {}

  /**
   * One query condition.
   *
   * @param name exact and case-sensitive
   * @param value what its value must be
   */
  public record QueryMatch(String name, ValueMatch value) {}
}
