package io.rauta.control.lint;

import io.rauta.config.ProxyConfig;
import io.rauta.config.listener.HostScope;
import io.rauta.config.listener.ListenerConfig;
import io.rauta.config.route.RouteRule;
import io.rauta.config.route.RuleId;
import io.rauta.config.route.VirtualHost;
import io.rauta.control.syntax.Hostnames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds routes, rules and matches that can never win, since wherever they are served an earlier
 * rule accepts every request that they accept. Used once.
 *
 * <p>Rules are compared in their order of precedence, virtual host by virtual host. Those of a
 * virtual host that is as wide as its listener stand behind those of every other such host.
 */
final class ShadowedRules {

  private final Covering covering = new Covering();

  /** By route, rule and match: the rule that shadows it, or nothing where it wins somewhere. */
  private final Map<String, SortedMap<Integer, SortedMap<Integer, Optional<RuleId>>>> routes =
      new LinkedHashMap<>();

  private ShadowedRules() {}

  static void find(ProxyConfig config, Warnings warnings) {
    ShadowedRules lint = new ShadowedRules();
    for (ListenerConfig listener : config.listeners()) {
      listener.scopes().forEach(lint::judge);
    }
    lint.routes.forEach((route, rules) -> report(route, rules, warnings));
  }

  private void judge(HostScope scope) {
    List<RouteRule> wide = new ArrayList<>();
    for (VirtualHost host : scope.virtualHosts()) {
      if (Hostnames.covers(host.hostname(), scope.hostname())) {
        wide.addAll(host.rules());
      } else {
        judge(host.rules());
      }
    }
    judge(wide);
  }

  private void judge(List<RouteRule> inOrder) {
    EarlierRules earlier = new EarlierRules(covering);
    for (RouteRule rule : inOrder) {
      Optional<RuleId> shadow = earlier.covering(rule.match());
      routes
          .computeIfAbsent(rule.id().route(), _ -> new TreeMap<>())
          .computeIfAbsent(rule.id().rule(), _ -> new TreeMap<>())
          .merge(rule.id().match(), shadow, (a, b) -> a.isEmpty() ? a : b);
      if (shadow.isEmpty()) {
        earlier.add(rule);
      }
    }
  }

  private static void report(
      String route,
      SortedMap<Integer, SortedMap<Integer, Optional<RuleId>>> rules,
      Warnings warnings) {
    if (rules.values().stream().allMatch(ShadowedRules::isDead)) {
      warnings.add(
          "shadowed-route",
          Routes.object(route),
          "spec.rules",
          message(rules.values().iterator().next()));
      return;
    }
    rules.forEach(
        (rule, matches) -> {
          String field = "spec.rules[" + rule + "]";
          if (isDead(matches)) {
            warnings.add("shadowed-rule", Routes.object(route), field, message(matches));
            return;
          }
          matches.forEach(
              (match, shadow) ->
                  shadow.ifPresent(
                      by ->
                          warnings.add(
                              "shadowed-match",
                              Routes.object(route),
                              field + ".matches[" + match + "]",
                              message(by))));
        });
  }

  private static boolean isDead(SortedMap<Integer, Optional<RuleId>> matches) {
    return matches.values().stream().allMatch(Optional::isPresent);
  }

  private static String message(SortedMap<Integer, Optional<RuleId>> matches) {
    return matches.values().iterator().next().map(ShadowedRules::message).orElse("can never win");
  }

  private static String message(RuleId by) {
    return "can never win: %s spec.rules[%d].matches[%d] comes first and accepts all that it accepts"
        .formatted(Routes.object(by.route()), by.rule(), by.match());
  }
}
