package io.rauta.control.status;

import io.rauta.control.ObjectKey;
import io.rauta.control.Problem;
import io.rauta.control.StatusReport.AncestorEntry;
import io.rauta.control.StatusReport.Condition;
import io.rauta.control.StatusReport.PolicyEntry;
import io.rauta.control.topology.BackendTlsPolicyNode;
import java.util.ArrayList;
import java.util.List;

/** Status of BackendTLSPolicies: the same for each Gateway that leads to their targets. */
final class BackendTlsPolicyStatus {

  /** The API allows no more in a status. */
  private static final int MOST_ANCESTORS = 16;

  private BackendTlsPolicyStatus() {}

  static PolicyEntry of(BackendTlsPolicyNode node, String controllerName) {
    List<Condition> conditions = List.of(accepted(node), resolvedRefs(node));
    List<AncestorEntry> ancestors = new ArrayList<>(node.gateways().size());
    for (ObjectKey gateway : node.gateways()) {
      if (ancestors.size() < MOST_ANCESTORS) {
        ancestors.add(new AncestorEntry(gateway, controllerName, conditions));
      }
    }
    return new PolicyEntry(node.generation(), ancestors);
  }

  private static Condition accepted(BackendTlsPolicyNode node) {
    if (node.overtaken().isPresent()) {
      return Conditions.fails(Reasons.ACCEPTED, Reasons.CONFLICTED_POLICY, node.overtaken().get());
    }
    if (!node.problems().isEmpty()) {
      return Conditions.fails(Reasons.ACCEPTED, Reasons.INVALID, node.problems().getFirst());
    }
    return node.hasAuthorities() || node.unresolved().isEmpty()
        ? Conditions.holds(Reasons.ACCEPTED, Reasons.ACCEPTED)
        : Conditions.fails(
            Reasons.ACCEPTED, Reasons.NO_VALID_CA_CERTIFICATE, node.unresolved().getFirst());
  }

  private static Condition resolvedRefs(BackendTlsPolicyNode node) {
    if (node.unresolved().isEmpty()) {
      return Conditions.holds(Reasons.RESOLVED_REFS, Reasons.RESOLVED_REFS);
    }
    Problem problem = node.unresolved().getFirst();
    String reason =
        problem instanceof Problem.ReferentKindUnknown
            ? Reasons.INVALID_KIND
            : Reasons.INVALID_CA_CERTIFICATE_REF;
    return Conditions.fails(Reasons.RESOLVED_REFS, reason, problem);
  }
}
