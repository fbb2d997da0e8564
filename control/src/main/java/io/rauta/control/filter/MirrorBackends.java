package io.rauta.control.filter;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.BackendObjectReference;
import io.rauta.config.cluster.ClusterId;
import io.rauta.control.Problem;
import java.util.List;
import java.util.Optional;

/** Resolves the references of mirrors on behalf of one route. */
public interface MirrorBackends {

  /**
   * The upstream that {@code ref} means; empty if there is none.
   *
   * @param at where the reference stands
   * @param unresolved takes why there is none
   */
  Optional<ClusterId> find(BackendObjectReference ref, String at, List<Problem> unresolved);

  /** Whether what {@code ref} means is in another namespace than the route. */
  boolean isForeign(BackendObjectReference ref);
}
