package io.rauta.control.lint;

import io.rauta.control.ObjectRef;
import io.rauta.control.syntax.ApiNames;
import io.rauta.control.topology.BackendTlsPolicyNode;
import io.rauta.control.topology.Topology;

/** Finds policies for backends to which no Gateway leads. */
final class IdlePolicies {

  private IdlePolicies() {}

  static void find(Topology topology, Warnings warnings) {
    for (BackendTlsPolicyNode policy : topology.backendTlsPolicies()) {
      if (policy.gateways().isEmpty()) {
        warnings.add(
            "idle-policy",
            new ObjectRef(ApiNames.BACKEND_TLS_POLICY, policy.key()),
            "spec.targetRefs",
            "has no effect: no attached route leads to any of these targets");
      }
    }
  }
}
