package io.rauta.control.route;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRouteMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteMatch;
import java.util.List;

/** The matches of a rule as its route has them; the lists may have holes. */
public sealed interface GivenMatches {

  /** Of an HTTPRoute; none for every request. */
  record OfHttp(List<HTTPRouteMatch> all) implements GivenMatches {}

  /** Of a GRPCRoute; none for every call. */
  record OfGrpc(List<GRPCRouteMatch> all) implements GivenMatches {}
}
