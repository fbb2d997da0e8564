package io.rauta.app.explain;

import io.rauta.app.explain.Explanation.Answer;
import io.rauta.app.explain.Explanation.Share;
import io.rauta.config.cluster.ClusterConfig;
import io.rauta.config.cluster.ClusterId;
import io.rauta.config.filter.FilterConfig;
import io.rauta.config.route.Destination;
import io.rauta.config.route.Redirection;
import io.rauta.config.route.RouteAction;
import io.rauta.config.route.RouteRule;
import io.rauta.config.route.WeightedDestination;
import io.rauta.proxy.filter.FilterChain;
import io.rauta.proxy.http.LocalReply;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says what a rule does with a request that it accepts, in the order in which it is done. */
final class Answers {

  private static final double WHOLE = 100;
  private static final double TENTHS = 10;

  private final Map<ClusterId, ClusterConfig> clusters;
  private final Rehearsal.Stage stage;

  Answers(Map<ClusterId, ClusterConfig> clusters, Rehearsal.Stage stage) {
    this.clusters = clusters;
    this.stage = stage;
  }

  Answer of(RouteRule rule) {
    FilterChain filters = chain(rule);
    Optional<Answer.OfGateway> early = new Rehearsal(stage).through(filters);
    if (early.isPresent()) {
      return early.get();
    }
    return switch (rule.action()) {
      case RouteAction.Fail(String reason) -> stage.reply(LocalReply.BROKEN_ROUTE, reason);
      case RouteAction.Redirect _ ->
          throw new IllegalStateException("a redirection has not answered");
      case RouteAction.Forward forward -> forward(filters, forward.destinations());
    };
  }

  private static FilterChain chain(RouteRule rule) {
    return rule.action() instanceof RouteAction.Redirect(Redirection to)
        ? FilterChain.redirecting(rule.filters(), to)
        : FilterChain.compile(rule.filters());
  }

  private Answer forward(FilterChain ofRule, List<WeightedDestination> destinations) {
    long sum = destinations.stream().mapToLong(WeightedDestination::weight).sum();
    return new Answer.OfBackend(
        destinations.stream()
            .map(
                weighted ->
                    share(
                        Math.round(WHOLE * TENTHS * weighted.weight() / sum) / TENTHS,
                        ofRule,
                        weighted.destination()))
            .toList());
  }

  private Share share(double percent, FilterChain ofRule, Destination destination) {
    return switch (destination) {
      case Destination.Invalid(String reason) ->
          ofGateway(percent, List.of(), stage.reply(LocalReply.BROKEN_ROUTE, reason));
      case Destination.Elsewhere(Redirection to, List<FilterConfig> filters) ->
          ofGateway(
              percent,
              FilterText.of(filters),
              new Rehearsal(stage)
                  .through(ofRule, FilterChain.redirecting(filters, to))
                  .orElseThrow());
      case Destination.ToCluster to -> toCluster(percent, ofRule, to);
    };
  }

  private static Share ofGateway(double percent, List<String> filters, Answer.OfGateway answer) {
    return new Share(
        percent,
        "none",
        Optional.empty(),
        Optional.empty(),
        List.of(),
        filters,
        Optional.of(answer));
  }

  private Share toCluster(double percent, FilterChain ofRule, Destination.ToCluster to) {
    Rehearsal rehearsal = new Rehearsal(stage);
    Optional<Answer.OfGateway> early = rehearsal.through(ofRule, FilterChain.compile(to.filters()));
    ClusterConfig cluster = clusters.get(to.cluster());
    List<String> endpoints =
        cluster == null ? List.of() : cluster.endpoints().stream().map(Object::toString).toList();
    Optional<Answer.OfGateway> instead =
        early.isPresent() || !endpoints.isEmpty()
            ? early
            : Optional.of(
                stage.reply(LocalReply.NO_ENDPOINT, CauseText.of(LocalReply.NO_ENDPOINT)));
    return new Share(
        percent,
        to.cluster().toString(),
        Optional.of(rehearsal.asked()).filter(_ -> instead.isEmpty()),
        Optional.of(rehearsal.host()).filter(_ -> instead.isEmpty()),
        endpoints,
        FilterText.of(to),
        instead);
  }
}
