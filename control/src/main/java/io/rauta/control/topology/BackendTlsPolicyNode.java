package io.rauta.control.topology;

import io.rauta.control.ObjectKey;
import io.rauta.control.Problem;
import java.util.List;
import java.util.Optional;

/**
 * A BackendTLSPolicy.
 *
 * @param key its namespace and name
 * @param generation its generation, 0 where it has none
 * @param gateways the Gateways of ours whose routes lead to its targets, in the order of their
 *     names
 * @param overtaken why it applies to none of its targets; empty if it applies to one
 * @param problems what cannot be understood; none if it can
 * @param unresolved references to authorities that lead to nothing
 * @param hasAuthorities whether it says whose certificates are believed, as far as that is resolved
 */
public record BackendTlsPolicyNode(
    ObjectKey key,
    long generation,
    List<ObjectKey> gateways,
    Optional<Problem> overtaken,
    List<Problem> problems,
    List<Problem> unresolved,
    boolean hasAuthorities) {
  public BackendTlsPolicyNode {
    gateways = List.copyOf(gateways);
    problems = List.copyOf(problems);
    unresolved = List.copyOf(unresolved);
  }
}
