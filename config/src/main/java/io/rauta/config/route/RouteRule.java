package io.rauta.config.route;

import io.rauta.config.filter.FilterConfig;
import java.util.List;

/**
 * One match and what happens to requests it accepts. A rule of an API object with several matches
 * becomes several of these.
 *
 * @param id where it comes from
 * @param match which requests
 * @param filters in any order; kept in the one in which they are applied
 * @param action what is done
 * @param timeouts how long it may take
 */
public record RouteRule(
    RuleId id,
    RequestMatch match,
    List<FilterConfig> filters,
    RouteAction action,
    RouteTimeouts timeouts) {
  public RouteRule {
    filters = FilterConfig.inOrder(filters);
  }
}
