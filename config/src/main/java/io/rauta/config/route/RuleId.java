package io.rauta.config.route;

import java.util.Optional;

/**
 * Where a rule comes from.
 *
 * @param route the route as {@code Kind/namespace/name}
 * @param rule index of the rule within the route, from 0
 * @param match index of the match within the rule, from 0
 * @param name what the route calls the rule; empty if it has no name
 */
public record RuleId(String route, int rule, int match, Optional<String> name) {

  /** A rule without a name. */
  public RuleId(String route, int rule, int match) {
    this(route, rule, match, Optional.empty());
  }

  @Override
  public String toString() {
    return route + "[" + rule + "." + match + name.map(text -> " " + text).orElse("") + "]";
  }
}
