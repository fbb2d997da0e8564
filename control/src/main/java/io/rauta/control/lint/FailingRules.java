package io.rauta.control.lint;

import io.rauta.config.ProxyConfig;
import io.rauta.config.listener.HostScope;
import io.rauta.config.listener.ListenerConfig;
import io.rauta.config.route.RouteAction;
import io.rauta.config.route.RouteRule;
import io.rauta.config.route.VirtualHost;
import io.rauta.control.ObjectRef;
import io.rauta.control.syntax.ApiNames;
import io.rauta.control.topology.RouteNode;
import io.rauta.control.topology.RouteNode.RuleNode;
import io.rauta.control.topology.Topology;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds rules that are well formed and still answer 500 to every request: those without a backend,
 * and those whose weights add up to 0.
 */
final class FailingRules {

  private FailingRules() {}

  /**
   * Names a rule.
   *
   * @param route as {@code Kind/namespace/name}
   * @param index its place in the route
   */
  private record Rule(String route, int index) {}

  static void find(Topology topology, ProxyConfig config, Warnings warnings) {
    Set<Rule> failing = failing(config);
    for (RouteNode route : topology.routes()) {
      ObjectRef object = new ObjectRef(ApiNames.HTTP_ROUTE, route.key());
      for (RuleNode rule : route.rules()) {
        if (rule.problems().isEmpty()
            && failing.contains(new Rule("HTTPRoute/" + route.key(), rule.index()))) {
          warn(object, rule, warnings);
        }
      }
    }
  }

  private static void warn(ObjectRef route, RuleNode rule, Warnings warnings) {
    String field = "spec.rules[" + rule.index() + "]";
    if (rule.backends().isEmpty()) {
      warnings.add("no-backend", route, field, "has no backendRefs: every request is answered 500");
    } else {
      warnings.add(
          "weights-add-to-zero",
          route,
          field + ".backendRefs",
          "the weights add up to 0: every request is answered 500");
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
