package io.rauta.control.filter;

import io.rauta.config.filter.FilterConfig;
import io.rauta.config.route.Redirection;
import java.util.List;
import java.util.Optional;

/**
 * The filters of a rule or of one of its backend references.
 *
 * @param filters what is changed, in the order of the route
 * @param redirection where clients are sent instead of being served; empty if they are served
 */
public record RouteFilters(List<FilterConfig> filters, Optional<Redirection> redirection) {

  /** Nothing is changed. */
  public static final RouteFilters NONE = new RouteFilters(List.of(), Optional.empty());

  public RouteFilters {
    filters = List.copyOf(filters);
  }
}
