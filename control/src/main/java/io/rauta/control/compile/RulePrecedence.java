package io.rauta.control.compile;

import io.rauta.config.route.PathMatch;
import io.rauta.config.route.RequestMatch;
import io.rauta.config.route.RouteRule;
import java.util.Comparator;

/**
 * Which of several rules that accept a request comes first (HTTPRouteRule {@code matches} in the
 * Gateway API): an exact path, then a regular expression, the longer pattern first, then the
 * longest prefix; then a method, more headers, more query parameters. Where the API places a
 * regular expression is up to the implementation.
 *
 * <p>What remains equal is decided by the age and name of the route, then the place of the rule and
 * of the match: this order is stable, and is given its rules in that order.
 */
final class RulePrecedence {

  static final Comparator<RouteRule> ORDER = RulePrecedence::compare;

  private RulePrecedence() {}

  private static int compare(RouteRule ruleA, RouteRule ruleB) {
    RequestMatch a = ruleA.match();
    RequestMatch b = ruleB.match();
    int order = Integer.compare(rank(a.path()), rank(b.path()));
    if (order == 0) {
      order = Integer.compare(length(b.path()), length(a.path()));
    }
    if (order == 0) {
      order = Boolean.compare(b.method().isPresent(), a.method().isPresent());
    }
    if (order == 0) {
      order = Integer.compare(b.headers().size(), a.headers().size());
    }
    if (order == 0) {
      order = Integer.compare(b.query().size(), a.query().size());
    }
    return order;
  }

  private static int rank(PathMatch path) {
    return switch (path) {
      case PathMatch.Exact exact -> 0;
      case PathMatch.Regex regex -> 1;
      case PathMatch.Prefix prefix -> 2;
    };
  }

  /** What decides between paths of one rank; exact paths that differ never meet. */
  private static int length(PathMatch path) {
    return switch (path) {
      case PathMatch.Exact exact -> 0;
      case PathMatch.Regex(String pattern) -> pattern.length();
      case PathMatch.Prefix(String prefix) -> prefix.length();
    };
  }
}
