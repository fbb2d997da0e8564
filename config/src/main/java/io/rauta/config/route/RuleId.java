package io.rauta.config.route;

/**
 * Where a rule comes from.
 *
 * @param route the route as {@code Kind/namespace/name}
 * @param rule index of the rule within the route, from 0
 * @param match index of the match within the rule, from 0
 */
public record RuleId(String route, int rule, int match) {
  @Override
  public String toString() {
    return route + "[" + rule + "." + match + "]";
  }
}
