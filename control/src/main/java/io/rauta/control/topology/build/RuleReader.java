package io.rauta.control.topology.build;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPBackendRef;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRule;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteTimeouts;
import io.rauta.config.route.PathMatch;
import io.rauta.config.route.RequestMatch;
import io.rauta.control.Problem;
import io.rauta.control.filter.FilterReader;
import io.rauta.control.filter.MirrorBackends;
import io.rauta.control.filter.RetryReader;
import io.rauta.control.filter.RouteFilters;
import io.rauta.control.syntax.GepDurations;
import io.rauta.control.syntax.Given;
import io.rauta.control.topology.RouteNode.BackendRefNode;
import io.rauta.control.topology.RouteNode.BackendTarget;
import io.rauta.control.topology.RouteNode.Delivery;
import io.rauta.control.topology.RouteNode.RuleNode;
import io.rauta.control.topology.RouteNode.RulePlace;
import io.rauta.control.topology.RouteNode.Timeouts;
import io.rauta.control.topology.trust.ReferenceGrants.From;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the rules of HTTPRoutes. */
final class RuleReader {

  private static final int MAX_WEIGHT = 1_000_000;

  private final MatchReader matches;
  private final Upstreams upstreams;

  RuleReader(MatchReader matches, Upstreams upstreams) {
    this.matches = matches;
    this.upstreams = upstreams;
  }

  /**
   * Reads a rule.
   *
   * @param rule the rule; absent where the list of rules has a hole
   * @param index its place
   * @param from the route
   * @param routeProblems takes what makes the whole route unusable
   */
  RuleNode read(@Nullable HTTPRouteRule rule, int index, From from, List<Problem> routeProblems) {
    if (rule == null) {
      rule = new HTTPRouteRule();
    }
    String field = "spec.rules[" + index + "]";
    List<Problem> problems = new ArrayList<>(0);
    List<RequestMatch> ruleMatches = matches(rule, field, routeProblems);
    Optional<String> prefix = prefix(ruleMatches);
    RouteFilters filters =
        new FilterReader(field + ".filters", prefix, mirrorsOf(from), problems)
            .read(rule.getFilters());
    List<BackendRefNode> backends = backends(rule, from, field, prefix, problems);
    if (filters.redirection().isPresent() && !backends.isEmpty()) {
      problems.add(new Problem.Incompatible(field + ".filters", "RequestRedirect", "backendRefs"));
    }
    return new RuleNode(
        new RulePlace(index, Optional.ofNullable(rule.getName()).filter(name -> !name.isEmpty())),
        ruleMatches,
        filters,
        backends,
        new Delivery(
            timeouts(rule, field, problems),
            RetryReader.read(rule.getRetry(), field + ".retry", problems)),
        problems,
        notices(rule, field));
  }

  private List<RequestMatch> matches(
      HTTPRouteRule rule, String field, List<Problem> routeProblems) {
    List<HTTPRouteMatch> given = Given.list(rule.getMatches());
    if (given.isEmpty()) {
      return List.of(MatchReader.EVERYTHING);
    }
    List<RequestMatch> read = new ArrayList<>(given.size());
    for (int i = 0; i < given.size(); i++) {
      String at = field + ".matches[" + i + "]";
      if (given.get(i) == null) {
        routeProblems.add(new Problem.Missing(at, "a condition on requests"));
      } else {
        matches.read(given.get(i), at, routeProblems).ifPresent(read::add);
      }
    }
    return read;
  }

  /** The prefix by which all requests of the rule are matched. */
  private static Optional<String> prefix(List<RequestMatch> matches) {
    return matches.size() == 1 && matches.getFirst().path() instanceof PathMatch.Prefix(String path)
        ? Optional.of(path)
        : Optional.empty();
  }

  private List<BackendRefNode> backends(
      HTTPRouteRule rule,
      From from,
      String field,
      Optional<String> prefix,
      List<Problem> problems) {
    List<HTTPBackendRef> given = Given.list(rule.getBackendRefs());
    List<BackendRefNode> nodes = new ArrayList<>(given.size());
    for (int i = 0; i < given.size(); i++) {
      String at = field + ".backendRefs[" + i + "]";
      HTTPBackendRef ref = given.get(i);
      if (ref == null) {
        problems.add(new Problem.Missing(at, "a backend"));
        continue;
      }
      RouteFilters filters =
          new FilterReader(at + ".filters", prefix, mirrorsOf(from), problems)
              .read(ref.getFilters());
      BackendTarget target =
          switch (upstreams.resolve(ref, from, at)) {
            case Upstreams.Resolution.Found found -> new BackendTarget.Usable(found.id(), filters);
            case Upstreams.Resolution.Refused refused ->
                new BackendTarget.Unusable(refused.problem());
          };
      nodes.add(new BackendRefNode(weight(ref.getWeight(), at, problems), target));
    }
    return nodes;
  }

  private MirrorBackends mirrorsOf(From from) {
    return new RouteMirrors(upstreams, from);
  }

  private static int weight(@Nullable Integer weight, String field, List<Problem> problems) {
    if (weight == null) {
      return 1;
    }
    if (weight < 0 || weight > MAX_WEIGHT) {
      problems.add(
          new Problem.Malformed(field + ".weight", weight.toString(), "from 0 to " + MAX_WEIGHT));
      return 0;
    }
    return weight;
  }

  private static Timeouts timeouts(HTTPRouteRule rule, String field, List<Problem> problems) {
    HTTPRouteTimeouts given = rule.getTimeouts();
    if (given == null) {
      return Timeouts.NONE;
    }
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
  private static List<Problem> notices(HTTPRouteRule rule, String field) {
    return rule.getSessionPersistence() == null
        ? List.of()
        : List.of(new Problem.NotBuilt(field + ".sessionPersistence", "session persistence"));
  }
}
