package io.rauta.control.topology.build;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteTimeouts;
import io.rauta.config.route.PathMatch;
import io.rauta.config.route.RequestMatch;
import io.rauta.control.Problem;
import io.rauta.control.filter.FilterReader;
import io.rauta.control.filter.MirrorBackends;
import io.rauta.control.filter.RetryReader;
import io.rauta.control.filter.RouteFilters;
import io.rauta.control.route.GivenBackend;
import io.rauta.control.route.GivenRule;
import io.rauta.control.route.MatchReader;
import io.rauta.control.syntax.GepDurations;
import io.rauta.control.topology.RouteNode.BackendRefNode;
import io.rauta.control.topology.RouteNode.BackendTarget;
import io.rauta.control.topology.RouteNode.Delivery;
import io.rauta.control.topology.RouteNode.RuleNode;
import io.rauta.control.topology.RouteNode.RulePlace;
import io.rauta.control.topology.RouteNode.Timeouts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the rules of routes. */
final class RuleReader {

  private static final int MAX_WEIGHT = 1_000_000;

  private final MatchReader matches;
  private final Upstreams upstreams;

  RuleReader(MatchReader matches, Upstreams upstreams) {
    this.matches = matches;
    this.upstreams = upstreams;
  }

  /**
   * Reads the rules of a route.
   *
   * @param given in its order
   * @param route the route
   * @param routeProblems takes what makes the whole route unusable
   */
  List<RuleNode> read(List<GivenRule> given, Referrer route, List<Problem> routeProblems) {
    List<RuleNode> nodes = new ArrayList<>(given.size());
    for (int i = 0; i < given.size(); i++) {
      nodes.add(read(given.get(i), i, route, routeProblems));
    }
    return nodes;
  }

  private RuleNode read(GivenRule rule, int index, Referrer route, List<Problem> routeProblems) {
    String field = "spec.rules[" + index + "]";
    List<Problem> problems = new ArrayList<>(0);
    List<RequestMatch> ruleMatches =
        matches.read(rule.matches(), field + ".matches", routeProblems);
    Optional<String> prefix = prefix(ruleMatches);
    RouteFilters filters =
        new FilterReader(field + ".filters", prefix, mirrorsOf(route), problems)
            .read(rule.filters());
    List<BackendRefNode> backends = backends(rule, route, field, prefix, problems);
    if (filters.redirection().isPresent() && !backends.isEmpty()) {
      problems.add(new Problem.Incompatible(field + ".filters", "RequestRedirect", "backendRefs"));
    }
    return new RuleNode(
        new RulePlace(index, rule.name()),
        ruleMatches,
        filters,
        backends,
        new Delivery(
            timeouts(rule, field, problems),
            RetryReader.read(rule.retry(), field + ".retry", problems)),
        problems,
        notices(rule, field));
  }

  /** The prefix by which all requests of the rule are matched. */
  private static Optional<String> prefix(List<RequestMatch> matches) {
    return matches.size() == 1 && matches.getFirst().path() instanceof PathMatch.Prefix(String path)
        ? Optional.of(path)
        : Optional.empty();
  }

  private List<BackendRefNode> backends(
      GivenRule rule,
      Referrer route,
      String field,
      Optional<String> prefix,
      List<Problem> problems) {
    List<BackendRefNode> nodes = new ArrayList<>(rule.backends().size());
    for (int i = 0; i < rule.backends().size(); i++) {
      String at = field + ".backendRefs[" + i + "]";
      Optional<GivenBackend> given = rule.backends().get(i);
      if (given.isEmpty()) {
        problems.add(new Problem.Missing(at, "a backend"));
        continue;
      }
      GivenBackend backend = given.get();
      RouteFilters filters =
          new FilterReader(at + ".filters", prefix, mirrorsOf(route), problems)
              .read(backend.filters());
      BackendTarget target =
          switch (upstreams.resolve(backend.ref(), route, at)) {
            case Upstreams.Resolution.Found found -> new BackendTarget.Usable(found.id(), filters);
            case Upstreams.Resolution.Refused refused ->
                new BackendTarget.Unusable(refused.problem());
            case Upstreams.Resolution.Withheld withheld ->
                new BackendTarget.Withheld(withheld.problem());
          };
      nodes.add(new BackendRefNode(weight(backend.weight(), at, problems), target));
    }
    return nodes;
  }

  private MirrorBackends mirrorsOf(Referrer route) {
    return new RouteMirrors(upstreams, route);
  }

  private static int weight(Optional<Integer> given, String field, List<Problem> problems) {
    int weight = given.orElse(1);
    if (weight < 0 || weight > MAX_WEIGHT) {
      problems.add(
          new Problem.Malformed(
              field + ".weight", Integer.toString(weight), "from 0 to " + MAX_WEIGHT));
      return 0;
    }
    return weight;
  }

  private static Timeouts timeouts(GivenRule rule, String field, List<Problem> problems) {
    if (rule.timeouts().isEmpty()) {
      return Timeouts.NONE;
    }
    HTTPRouteTimeouts given = rule.timeouts().get();
    return new Timeouts(
        duration(given.getRequest(), field + ".timeouts.request", problems),
        duration(given.getBackendRequest(), field + ".timeouts.backendRequest", problems));
  }

  private static Optional<Duration> duration(
      @Nullable String text, String field, List<Problem> problems) {
    if (text == null) {
      return Optional.empty();
    }
    Optional<Duration> duration = GepDurations.parse(text);
    if (duration.isEmpty()) {
      problems.add(new Problem.Malformed(field, text, GepDurations.EXPECTED));
    }
    return duration;
  }

  /** What is asked for beside the route itself and is not done. */
  private static List<Problem> notices(GivenRule rule, String field) {
    return rule.sessionPersistence().isEmpty()
        ? List.of()
        : List.of(new Problem.NotBuilt(field + ".sessionPersistence", "session persistence"));
  }
}
