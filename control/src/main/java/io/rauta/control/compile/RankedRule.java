package io.rauta.control.compile;

import io.rauta.config.route.PathMatch;
import io.rauta.config.route.RequestMatch;
import io.rauta.config.route.RouteRule;

/**
 * Which of several rules that accept a request comes first (HTTPRouteRule {@code matches} in the
 * Gateway API): an exact path, then a regular expression, the longer pattern first, then the
 * longest prefix; then a method, more headers, more query parameters. Where the API places a
 * regular expression is up to the implementation.
 *
 * <p>What remains equal is decided by the age and name of the route, then the place of the rule and
 * of the match: sorting is stable, and starts from rules in that order.
 *
 * @param rule the rule
 * @param rank the lower comes first
 */
record RankedRule(RouteRule rule, long rank) implements Comparable<RankedRule> {

  private static final int LENGTH_BITS = 16;
  private static final int COUNT_BITS = 16;

  RankedRule(RouteRule rule) {
    this(rule, rank(rule.match()));
  }

  @Override
  public int compareTo(RankedRule other) {
    return Long.compare(rank, other.rank);
  }

  private static long rank(RequestMatch match) {
    long rank =
        switch (match.path()) {
          case PathMatch.Exact exact -> 0;
          case PathMatch.Regex(String pattern) -> 1L << LENGTH_BITS | fewer(pattern.length());
          case PathMatch.Prefix(String path) -> 2L << LENGTH_BITS | fewer(path.length());
        };
    rank = rank << 1 | (match.method().isPresent() ? 0 : 1);
    rank = rank << COUNT_BITS | fewer(match.headers().size());
    return rank << COUNT_BITS | fewer(match.query().size());
  }

  /** The more, the lower; what does not fit into 16 bits counts as the most that does. */
  private static long fewer(int count) {
    return 0xffffL - Math.min(count, 0xffff);
  }
}
