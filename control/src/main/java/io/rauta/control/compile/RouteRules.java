package io.rauta.control.compile;

import io.rauta.config.cluster.ClusterId;
import io.rauta.config.filter.FilterConfig;
import io.rauta.config.route.Destination;
import io.rauta.config.route.Mirror;
import io.rauta.config.route.RequestMatch;
import io.rauta.config.route.RouteAction;
import io.rauta.config.route.RouteRule;
import io.rauta.config.route.RouteTimeouts;
import io.rauta.config.route.RouteTimeouts.RequestTimeout;
import io.rauta.config.route.RuleId;
import io.rauta.config.route.WeightedDestination;
import io.rauta.control.Problem;
import io.rauta.control.filter.RouteFilters;
import io.rauta.control.topology.RouteKind;
import io.rauta.control.topology.RouteNode;
import io.rauta.control.topology.RouteNode.BackendRefNode;
import io.rauta.control.topology.RouteNode.BackendTarget;
import io.rauta.control.topology.RouteNode.RuleNode;
import io.rauta.control.topology.RouteNode.Timeouts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Translates the rules of routes, each route once. A rule that is broken, or has nobody to send
 * requests to, becomes one that fails.
 */
final class RouteRules {

  private final RequestTimeout defaultTimeout;
  private final Clusters clusters;
  private final CompileMemo memo;

  RouteRules(RequestTimeout defaultTimeout, Clusters clusters, CompileMemo memo) {
    this.defaultTimeout = defaultTimeout;
    this.clusters = clusters;
    this.memo = memo;
  }

  /**
   * The rules of a route, one per match, in the order of the route.
   *
   * @param shown the certificate that is shown to its backends
   */
  CompileMemo.Rules of(RouteNode route, Shown shown) {
    CompileMemo.Rules known = memo.find(route, shown);
    if (known != null) {
      return known;
    }
    List<RankedRule> rules = compile(route, shown);
    CompileMemo.Rules made = new CompileMemo.Rules(route, shown, rules, clusters.takeNamed());
    memo.put(made);
    return made;
  }

  private List<RankedRule> compile(RouteNode route, Shown shown) {
    String name = route.name();
    List<RankedRule> rules = new ArrayList<>(route.rules().size());
    for (RuleNode rule : route.rules()) {
      RouteAction action = action(rule, shown);
      List<FilterConfig> filters =
          action instanceof RouteAction.Fail ? List.of() : rule.filters().filters();
      RouteTimeouts timeouts = timeouts(route.kind(), rule.delivery().timeouts());
      for (int i = 0; i < rule.matches().size(); i++) {
        RequestMatch match = rule.matches().get(i);
        RuleId id = new RuleId(name, rule.index(), i, rule.place().name());
        rules.add(new RankedRule(new RouteRule(id, match, filters, action, timeouts)));
      }
    }
    return rules;
  }

  private RouteAction action(RuleNode rule, Shown shown) {
    if (!rule.problems().isEmpty()) {
      return new RouteAction.Fail(reason(rule.problems().getFirst()));
    }
    if (rule.filters().redirection().isPresent()) {
      return new RouteAction.Redirect(rule.filters().redirection().get());
    }
    if (rule.backends().isEmpty()) {
      return new RouteAction.Fail("the rule has no backendRefs");
    }
    if (weights(rule) == 0) {
      return new RouteAction.Fail("every backendRef of the rule has weight 0");
    }
    List<WeightedDestination> destinations = new ArrayList<>(rule.backends().size());
    for (BackendRefNode backend : rule.backends()) {
      destinations.add(
          new WeightedDestination(backend.weight(), destination(backend.target(), shown)));
    }
    return new RouteAction.Forward(
        destinations, mirrors(rule.filters(), shown), rule.delivery().retry());
  }

  private List<Mirror> mirrors(RouteFilters filters, Shown shown) {
    return filters.mirrors().stream()
        .map(
            mirror ->
                new Mirror(
                    clusters.name(mirror.cluster(), shown),
                    mirror.numerator(),
                    mirror.denominator(),
                    mirror.credentials()))
        .toList();
  }

  private static long weights(RuleNode rule) {
    long weights = 0;
    for (BackendRefNode backend : rule.backends()) {
      weights += backend.weight();
    }
    return weights;
  }

  private Destination destination(BackendTarget target, Shown shown) {
    return switch (target) {
      case BackendTarget.Usable(ClusterId upstream, RouteFilters filters) -> {
        if (filters.redirection().isPresent()) {
          yield new Destination.Elsewhere(filters.redirection().get(), filters.filters());
        }
        yield new Destination.ToCluster(
            clusters.name(upstream, shown), filters.filters(), mirrors(filters, shown));
      }
      case BackendTarget.Unusable unusable -> new Destination.Invalid(reason(unusable.problem()));
      case BackendTarget.Withheld withheld -> new Destination.Invalid(reason(withheld.problem()));
    };
  }

  private static String reason(Problem problem) {
    return problem.field() + ": " + problem.message();
  }

  private RouteTimeouts timeouts(RouteKind kind, Timeouts timeouts) {
    RequestTimeout request =
        timeouts.request().isEmpty()
            ? defaultOf(kind)
            : timeouts.request().get().isZero()
                ? new RequestTimeout.Unlimited()
                : new RequestTimeout.Whole(timeouts.request().get());
    Optional<Duration> backendRequest = timeouts.backendRequest().filter(Duration::isPositive);
    return new RouteTimeouts(request, backendRequest);
  }

  /** Calls take as long as they say themselves. */
  private RequestTimeout defaultOf(RouteKind kind) {
    return switch (kind) {
      case HTTP_ROUTE -> defaultTimeout;
      case GRPC_ROUTE -> new RequestTimeout.Unlimited();
    };
  }
}
