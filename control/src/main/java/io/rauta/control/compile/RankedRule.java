package io.rauta.control.compile;

import io.rauta.config.route.PathMatch;
import io.rauta.config.route.RequestMatch;
import io.rauta.config.route.RouteRule;
import io.rauta.config.route.ValueMatch;
import java.util.Optional;

/**
 * Which of several rules that accept a request comes first (HTTPRouteRule {@code matches} in the
 * Gateway API): an exact path, then a regular expression, the longer pattern first, then the
 * longest prefix; then a method, more headers, more query parameters. Where the API places a
 * regular expression is up to the implementation.
 *
 * <p>Rules for calls of gRPC (GRPCRouteRule {@code matches}) come before all others, which never
 * merges the two kinds of routes: no other rule is asked for a call that a GRPCRoute of the same
 * hostname takes. Among themselves: a service, the longer first, then a method, the longer first,
 * then more headers. A regular expression comes behind a name, which is the longer match where both
 * accept a call.
 *
 * <p>What remains equal is decided by the age and name of the route, then the place of the rule and
 * of the match: sorting is stable, and starts from rules in that order.
 *
 * @param rule the rule
 * @param rank the lower comes first
 */
record RankedRule(RouteRule rule, long rank) implements Comparable<RankedRule> {

  private static final int LENGTH_BITS = 16;
  private static final int NAME_BITS = LENGTH_BITS + 2;
  private static final int COUNT_BITS = 16;
  private static final long BEHIND_CALLS = 1L << 60;

  RankedRule(RouteRule rule) {
    this(rule, rank(rule.match()));
  }

  @Override
  public int compareTo(RankedRule other) {
    return Long.compare(rank, other.rank);
  }

  private static long rank(RequestMatch match) {
    return switch (match.path()) {
      case PathMatch.Call call ->
          (rank(call.service()) << NAME_BITS | rank(call.method())) << COUNT_BITS
              | fewer(match.headers().size());
      case PathMatch.Exact exact -> rank(0, match);
      case PathMatch.Regex(String pattern) ->
          rank(1L << LENGTH_BITS | fewer(pattern.length()), match);
      case PathMatch.Prefix(String path) -> rank(2L << LENGTH_BITS | fewer(path.length()), match);
    };
  }

  private static long rank(long path, RequestMatch match) {
    long rank = path << 1 | (match.method().isPresent() ? 0 : 1);
    rank = rank << COUNT_BITS | fewer(match.headers().size());
    return BEHIND_CALLS | rank << COUNT_BITS | fewer(match.query().size());
  }

  private static long rank(Optional<ValueMatch> name) {
    if (name.isEmpty()) {
      return 2L << LENGTH_BITS;
    }
    return switch (name.get()) {
      case ValueMatch.Exact(String text) -> fewer(text.length());
      case ValueMatch.Regex(String pattern) -> 1L << LENGTH_BITS | fewer(pattern.length());
    };
  }

  /** The more, the lower; what does not fit into 16 bits counts as the most that does. */
  private static long fewer(int count) {
    return 0xffffL - Math.min(count, 0xffff);
  }
}
