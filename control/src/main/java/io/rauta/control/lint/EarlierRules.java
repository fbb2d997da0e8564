package io.rauta.control.lint;

import io.rauta.config.route.PathMatch;
import io.rauta.config.route.RequestMatch;
import io.rauta.config.route.RouteRule;
import io.rauta.config.route.RuleId;
import io.rauta.config.route.ValueMatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules that stand before one in the order of precedence, found by the paths that could cover
 * its path, so that many rules are compared with few others each. Used by one thread.
 */
final class EarlierRules {

  private final Covering covering;
  private final Map<PathMatch, List<RouteRule>> byPath = new HashMap<>();
  private final List<RouteRule> patterns = new ArrayList<>();

  EarlierRules(Covering covering) {
    this.covering = covering;
  }

  void add(RouteRule rule) {
    PathMatch path = rule.match().path();
    byPath.computeIfAbsent(path, _ -> new ArrayList<>()).add(rule);
    switch (path) {
      case PathMatch.Regex _ -> patterns.add(rule);
      case PathMatch.Call call when isPattern(call) -> patterns.add(rule);
      case PathMatch.Call _, PathMatch.Exact _, PathMatch.Prefix _ -> {}
    }
  }

  private static boolean isPattern(PathMatch.Call call) {
    return call.service().filter(ValueMatch.Regex.class::isInstance).isPresent()
        || call.method().filter(ValueMatch.Regex.class::isInstance).isPresent();
  }

  /** The first rule found that accepts every request that {@code match} accepts. */
  Optional<RuleId> covering(RequestMatch match) {
    List<RouteRule> candidates = new ArrayList<>(byPath.getOrDefault(match.path(), List.of()));
    switch (match.path()) {
      case PathMatch.Exact(String path) -> addPrefixes(path, candidates);
      case PathMatch.Prefix(String path) -> addPrefixes(path, candidates);
      case PathMatch.Regex _ -> addPrefixes("/", candidates);
      case PathMatch.Call call -> addCalls(call, candidates);
    }
    candidates.addAll(patterns);
    return candidates.stream()
        .filter(earlier -> covering.covers(earlier.match(), match))
        .findFirst()
        .map(RouteRule::id);
  }

  /** Adds what names no more than {@code call} does, and what accepts everything. */
  private void addCalls(PathMatch.Call call, List<RouteRule> candidates) {
    for (PathMatch.Call wider :
        List.of(
            new PathMatch.Call(call.service(), Optional.empty()),
            new PathMatch.Call(Optional.empty(), call.method()),
            new PathMatch.Call(Optional.empty(), Optional.empty()))) {
      candidates.addAll(byPath.getOrDefault(wider, List.of()));
    }
    addPrefixes("/", candidates);
  }

  private void addPrefixes(String path, List<RouteRule> candidates) {
    for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
      String prefix = path.substring(0, end);
      if (prefix.length() == 1 || !prefix.endsWith("/")) {
        candidates.addAll(byPath.getOrDefault(new PathMatch.Prefix(prefix), List.of()));
      }
    }
    candidates.addAll(byPath.getOrDefault(new PathMatch.Prefix("/"), List.of()));
  }
}
