package io.rauta.proxy;

import io.rauta.config.ProxyConfig;
import io.rauta.config.cluster.ClusterId;
import io.rauta.config.filter.FilterConfig;
import io.rauta.config.listener.BindAddress;
import io.rauta.config.listener.ListenerConfig;
import io.rauta.config.route.Destination;
import io.rauta.config.route.Mirror;
import io.rauta.config.route.Redirection;
import io.rauta.config.route.RetryPolicy;
import io.rauta.config.route.RouteAction;
import io.rauta.config.route.RouteRule;
import io.rauta.config.route.WeightedDestination;
import io.rauta.proxy.cluster.Cluster;
import io.rauta.proxy.filter.FilterChain;
import io.rauta.proxy.forward.ForwardRule;
import io.rauta.proxy.forward.MirrorTarget;
import io.rauta.proxy.listener.ListenerPlan;
import io.rauta.proxy.route.RouteTable;
import io.rauta.proxy.tls.ServerTlsContexts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compiles configurations into plans, reusing what has not changed since the one before.
 *
 * <p>Owned by the control thread.
 */
final class PlanCompiler {

  private final RouteSlots slots = new RouteSlots();
  private final ServerTlsContexts tls;

  /** Has contexts of TLS from {@code tls}. */
  PlanCompiler(ServerTlsContexts tls) {
    this.tls = tls;
  }

  /**
   * Compiles {@code config}.
   *
   * @param clusters the live upstreams of that configuration; those of an id that stays are the
   *     same as in {@code previous}
   */
  ServingPlan compile(ProxyConfig config, Map<ClusterId, Cluster> clusters, ServingPlan previous) {
    slots.assign(config);
    Map<BindAddress, ListenerPlan> listeners = new HashMap<>();
    for (ListenerConfig listener : config.listeners()) {
      ListenerPlan earlier = previous.listeners().get(listener.bind());
      RouteTable<ForwardRule> routes =
          RouteTable.compile(
              listener.scopes(),
              rule -> rule(rule, clusters),
              earlier == null ? null : earlier.routes());
      listeners.put(
          listener.bind(),
          new ListenerPlan(listener.port(), routes, listener.http(), tls.names(listener)));
    }
    return new ServingPlan(listeners, slots.names());
  }

  private ForwardRule rule(RouteRule rule, Map<ClusterId, Cluster> clusters) {
    List<ForwardRule.Target> targets = new ArrayList<>();
    List<Integer> weights = new ArrayList<>();
    FilterChain filters =
        rule.action() instanceof RouteAction.Redirect(Redirection to)
            ? FilterChain.redirecting(rule.filters(), to)
            : FilterChain.compile(rule.filters());
    List<MirrorTarget> mirrors = List.of();
    switch (rule.action()) {
      case RouteAction.Fail _, RouteAction.Redirect _ -> {}
      case RouteAction.Forward forward -> {
        mirrors = mirrors(forward.mirrors(), clusters);
        for (WeightedDestination weighted : forward.destinations()) {
          if (weighted.weight() > 0) {
            targets.add(target(weighted.destination(), clusters));
            weights.add(weighted.weight());
          }
        }
      }
    }
    return new ForwardRule(
        slots.of(rule.id().route()),
        filters,
        targets,
        weights,
        mirrors,
        retry(rule),
        rule.timeouts());
  }

  private static RetryPolicy retry(RouteRule rule) {
    return rule.action() instanceof RouteAction.Forward forward
        ? forward.retry()
        : new RetryPolicy.Never();
  }

  private static ForwardRule.Target target(
      Destination destination, Map<ClusterId, Cluster> clusters) {
    return switch (destination) {
      case Destination.Invalid invalid -> new ForwardRule.Target.Broken();
      case Destination.Elsewhere(Redirection to, List<FilterConfig> filters) ->
          new ForwardRule.Target.Elsewhere(FilterChain.redirecting(filters, to));
      case Destination.ToCluster to -> {
        Cluster cluster = live(to.cluster(), clusters);
        yield new ForwardRule.Target.ToCluster(
            cluster, FilterChain.compile(to.filters()), mirrors(to.mirrors(), clusters));
      }
    };
  }

  private static List<MirrorTarget> mirrors(
      List<Mirror> mirrors, Map<ClusterId, Cluster> clusters) {
    return mirrors.stream()
        .filter(mirror -> mirror.numerator() > 0)
        .map(mirror -> new MirrorTarget(mirror, live(mirror.cluster(), clusters)))
        .toList();
  }

  private static Cluster live(ClusterId id, Map<ClusterId, Cluster> clusters) {
    Cluster cluster = clusters.get(id);
    if (cluster == null) {
      throw new IllegalArgumentException("no upstream is live for " + id);
    }
    return cluster;
  }
}
