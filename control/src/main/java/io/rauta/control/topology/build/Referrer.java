package io.rauta.control.topology.build;

import io.rauta.control.ObjectKey;
import io.rauta.control.syntax.ApiNames;
import io.rauta.control.topology.RouteKind;
import io.rauta.control.topology.trust.ReferenceGrants.From;

/**
 * A route that refers to other objects.
 *
 * @param kind its kind, which says what its backends are asked to speak
 * @param key its namespace and name
 */
record Referrer(RouteKind kind, ObjectKey key) {

  String namespace() {
    return key.namespace();
  }

  /** As grants name it. */
  From from() {
    return new From(ApiNames.GATEWAY_GROUP, kind.apiName(), key.namespace());
  }
}
