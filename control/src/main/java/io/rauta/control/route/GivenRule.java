package io.rauta.control.route;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRouteRule;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRetry;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRule;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteTimeouts;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.SessionPersistence;
import io.rauta.control.filter.GivenFilters;
import io.rauta.control.syntax.Given;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A rule as its route has it, whatever the kind of that; what is absent there is empty here.
 *
 * @param name what the route calls it
 * @param matches the alternatives
 * @param filters what is done to its requests and responses
 * @param backends who may be asked; a hole in the list is empty
 * @param timeouts how long that may take, which only HTTPRoutes say
 * @param retry which requests are sent again, which only HTTPRoutes say
 * @param sessionPersistence which requests go to the same backend
 */
public record GivenRule(
    Optional<String> name,
    GivenMatches matches,
    GivenFilters filters,
    List<Optional<GivenBackend>> backends,
    Optional<HTTPRouteTimeouts> timeouts,
    Optional<HTTPRouteRetry> retry,
    Optional<SessionPersistence> sessionPersistence) {

  static List<GivenRule> ofHttp(List<HTTPRouteRule> rules) {
    List<HTTPRouteRule> given = rules.isEmpty() ? List.of(new HTTPRouteRule()) : rules;
    return given.stream()
        .map(rule -> of(Objects.requireNonNullElseGet(rule, HTTPRouteRule::new)))
        .toList();
  }

  static List<GivenRule> ofGrpc(List<GRPCRouteRule> rules) {
    List<GRPCRouteRule> given = rules.isEmpty() ? List.of(new GRPCRouteRule()) : rules;
    return given.stream()
        .map(rule -> of(Objects.requireNonNullElseGet(rule, GRPCRouteRule::new)))
        .toList();
  }

  private static GivenRule of(HTTPRouteRule rule) {
    return new GivenRule(
        name(Given.text(rule.getName())),
        new GivenMatches.OfHttp(Given.list(rule.getMatches())),
        GivenFilters.ofHttp(Given.list(rule.getFilters())),
        GivenBackend.ofHttp(Given.list(rule.getBackendRefs())),
        Optional.ofNullable(rule.getTimeouts()),
        Optional.ofNullable(rule.getRetry()),
        Optional.ofNullable(rule.getSessionPersistence()));
  }

  private static GivenRule of(GRPCRouteRule rule) {
    return new GivenRule(
        name(Given.text(rule.getName())),
        new GivenMatches.OfGrpc(Given.list(rule.getMatches())),
        GivenFilters.ofGrpc(Given.list(rule.getFilters())),
        GivenBackend.ofGrpc(Given.list(rule.getBackendRefs())),
        Optional.empty(),
        Optional.empty(),
        Optional.ofNullable(rule.getSessionPersistence()));
  }

  private static Optional<String> name(String name) {
    return name.isEmpty() ? Optional.empty() : Optional.of(name);
  }
}
