package io.rauta.control.route;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRouteSpec;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteSpec;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.rauta.control.syntax.Given;
import java.util.List;
import java.util.Objects;

/**
 * A route as its object has it, whatever its kind; what is absent there is empty here.
 *
 * @param source the object
 * @param parents its references to Gateways and ListenerSets; may have holes
 * @param hostnames its hostnames; may have holes
 * @param rules its rules; one that says nothing where it has none
 */
public record GivenRoute(
    HasMetadata source,
    List<ParentReference> parents,
    List<String> hostnames,
    List<GivenRule> rules) {

  /** An HTTPRoute. */
  public static GivenRoute of(HTTPRoute route) {
    HTTPRouteSpec spec = Objects.requireNonNullElseGet(route.getSpec(), HTTPRouteSpec::new);
    return new GivenRoute(
        route,
        Given.list(spec.getParentRefs()),
        Given.list(spec.getHostnames()),
        GivenRule.ofHttp(Given.list(spec.getRules())));
  }

  /** A GRPCRoute. */
  public static GivenRoute of(GRPCRoute route) {
    GRPCRouteSpec spec = Objects.requireNonNullElseGet(route.getSpec(), GRPCRouteSpec::new);
    return new GivenRoute(
        route,
        Given.list(spec.getParentRefs()),
        Given.list(spec.getHostnames()),
        GivenRule.ofGrpc(Given.list(spec.getRules())));
  }
}
