package io.rauta.control.lint;

import io.rauta.config.ProxyConfig;
import io.rauta.config.listener.HostScope;
import io.rauta.config.listener.ListenerConfig;
import io.rauta.config.route.RouteAction;
import io.rauta.config.route.RouteRule;
import io.rauta.config.route.VirtualHost;
import io.rauta.control.topology.RouteNode;
import io.rauta.control.topology.RouteNode.RuleNode;
import io.rauta.control.topology.Topology;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds rules that are well formed and still answer every request with an error: those without a
 * backend, and those whose weights add up to 0.
 */
final class FailingRules {

  private FailingRules() {}

  /**
   * Names a rule.
   *
   * @param route its route as {@code Kind/namespace/name}
   * @param index its place in the route
   */
  private record Rule(String route, int index) {}

  static void find(Topology topology, ProxyConfig config, Warnings warnings) {
    Set<Rule> failing = failing(config);
    for (RouteNode route : topology.routes()) {
      for (RuleNode rule : route.rules()) {
        if (rule.problems().isEmpty() && failing.contains(new Rule(route.name(), rule.index()))) {
          warn(route, rule, warnings);
        }
      }
    }
  }

  private static void warn(RouteNode route, RuleNode rule, Warnings warnings) {
    String field = "spec.rules[" + rule.index() + "]";
    String answered =
        switch (route.kind()) {
          case HTTP_ROUTE -> "every request is answered 500";
          case GRPC_ROUTE -> "every call is answered UNAVAILABLE";
        };
    if (rule.backends().isEmpty()) {
      warnings.add("no-backend", route.ref(), field, "has no backendRefs: " + answered);
    } else {
      warnings.add(
          "weights-add-to-zero",
          route.ref(),
          field + ".backendRefs",
          "the weights add up to 0: " + answered);
    }
  }

  private static Set<Rule> failing(ProxyConfig config) {
    Set<Rule> failing = new HashSet<>();
    for (ListenerConfig listener : config.listeners()) {
      for (HostScope scope : listener.scopes()) {
        for (VirtualHost host : scope.virtualHosts()) {
          for (RouteRule rule : host.rules()) {
            if (rule.action() instanceof RouteAction.Fail) {
              failing.add(new Rule(rule.id().route(), rule.id().rule()));
            }
          }
        }
      }
    }
    return failing;
  }
}
