package io.rauta.control.filter;

import io.rauta.config.filter.FilterConfig;
import io.rauta.config.route.Mirror;
import io.rauta.config.route.Redirection;
import io.rauta.control.Problem;
import java.util.List;
import java.util.Optional;

/**
 * The filters of a rule or of one of its backend references.
 *
 * @param filters what is changed, in the order of the route
 * @param redirection where clients are sent instead of being served; empty if they are served
 * @param mirrors who gets copies of requests
 * @param unresolved why mirrors are left out
 */
public record RouteFilters(
    List<FilterConfig> filters,
    Optional<Redirection> redirection,
    List<Mirror> mirrors,
    List<Problem> unresolved) {

  /** Nothing is changed. */
  public static final RouteFilters NONE =
      new RouteFilters(List.of(), Optional.empty(), List.of(), List.of());

  public RouteFilters {
    filters = List.copyOf(filters);
    mirrors = List.copyOf(mirrors);
    unresolved = List.copyOf(unresolved);
  }
}
