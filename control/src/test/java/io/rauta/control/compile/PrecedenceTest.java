package io.rauta.control.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.config.route.HostPattern;
import io.rauta.config.route.PathMatch;
import io.rauta.config.route.RequestMatch;
import io.rauta.config.route.RequestMatch.HeaderMatch;
import io.rauta.config.route.RequestMatch.QueryMatch;
import io.rauta.config.route.RouteAction;
import io.rauta.config.route.RouteRule;
import io.rauta.config.route.RouteTimeouts;
import io.rauta.config.route.RouteTimeouts.RequestTimeout;
import io.rauta.config.route.RuleId;
import io.rauta.config.route.ValueMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PrecedenceTest {

  private static final PathMatch ROOT = new PathMatch.Prefix("/");

  @ParameterizedTest(name = "{0}")
  @MethodSource("pairs")
  void goesBefore(String name, RankedRule first, RankedRule second) {
    assertThat(first.compareTo(second)).isNegative();
    assertThat(second.compareTo(first)).isPositive();
  }

  static List<Arguments> pairs() {
    RankedRule shortExact = rule(new PathMatch.Exact("/"), false, 0, 0);
    RankedRule regex = rule(new PathMatch.Regex("/.*"), true, 16, 16);
    RankedRule longRegex = rule(new PathMatch.Regex("/abc.*"), false, 0, 0);
    RankedRule longPrefix = rule(new PathMatch.Prefix("/a/very/long/prefix"), true, 16, 16);
    RankedRule shortPrefix = rule(new PathMatch.Prefix("/a/very"), true, 16, 16);
    return List.of(
        Arguments.of("an exact path before a regular expression", shortExact, regex),
        Arguments.of("an exact path before a longer prefix", shortExact, longPrefix),
        Arguments.of("a longer pattern before a shorter one", longRegex, regex),
        Arguments.of("a regular expression before a longer prefix", regex, longPrefix),
        Arguments.of("a longer prefix before a shorter one", longPrefix, shortPrefix),
        Arguments.of(
            "a longer prefix before a method",
            rule(new PathMatch.Prefix("/a"), false, 0, 0),
            rule(ROOT, true, 0, 0)),
        Arguments.of("a method before headers", rule(ROOT, true, 0, 0), rule(ROOT, false, 16, 16)),
        Arguments.of("more headers before fewer", rule(ROOT, true, 2, 0), rule(ROOT, true, 1, 16)),
        Arguments.of("headers before queries", rule(ROOT, false, 1, 0), rule(ROOT, false, 0, 16)),
        Arguments.of(
            "more queries before fewer", rule(ROOT, false, 1, 2), rule(ROOT, false, 1, 1)));
  }

  @Test
  void whatIsEqualKeepsItsOrder() {
    assertThat(rule(new PathMatch.Exact("/a"), true, 1, 1))
        .isEqualByComparingTo(rule(new PathMatch.Exact("/other"), true, 1, 1));
    assertThat(rule(new PathMatch.Prefix("/a"), false, 1, 1))
        .isEqualByComparingTo(rule(new PathMatch.Prefix("/b"), false, 1, 1));
  }

  @Test
  void hostnamesGoFromTheMostSpecificToAny() {
    List<HostPattern> hostnames =
        new ArrayList<>(
            List.of(
                new HostPattern.Any(),
                new HostPattern.Below(".com"),
                new HostPattern.Exact("a.com"),
                new HostPattern.Below(".foo.example.com"),
                new HostPattern.Exact("abc.foo.example.com"),
                new HostPattern.Below(".example.com")));
    hostnames.sort(HostPrecedence.ORDER);
    assertThat(hostnames)
        .map(HostPattern::toString)
        .containsExactly(
            "abc.foo.example.com", "a.com", "*.foo.example.com", "*.example.com", "*.com", "*");
  }

  private static RankedRule rule(PathMatch path, boolean method, int headers, int query) {
    List<HeaderMatch> headerMatches = new ArrayList<>();
    for (int i = 0; i < headers; i++) {
      headerMatches.add(new HeaderMatch("h" + i, new ValueMatch.Exact("v")));
    }
    List<QueryMatch> queryMatches = new ArrayList<>();
    for (int i = 0; i < query; i++) {
      queryMatches.add(new QueryMatch("q" + i, new ValueMatch.Exact("v")));
    }
    RequestMatch match =
        new RequestMatch(
            path, method ? Optional.of("GET") : Optional.empty(), headerMatches, queryMatches);
    return new RankedRule(
        new RouteRule(
            new RuleId("HTTPRoute/default/r", 0, 0),
            match,
            List.of(),
            new RouteAction.Fail("not of interest"),
            new RouteTimeouts(new RequestTimeout.Unlimited(), Optional.empty())));
  }
}
