package io.rauta.control.status;

import io.rauta.control.StatusReport.BackendEntry;
import io.rauta.control.StatusReport.Condition;
import io.rauta.control.topology.BackendNode;
import java.util.List;

/** Status of our Backends. */
final class BackendStatus {

  private BackendStatus() {}

  static BackendEntry of(BackendNode node) {
    Condition accepted =
        node.problems().isEmpty()
            ? Conditions.holds(Reasons.ACCEPTED, Reasons.ACCEPTED)
            : Conditions.fails(Reasons.ACCEPTED, Reasons.INVALID, node.problems().getFirst());
    return new BackendEntry(node.generation(), List.of(accepted));
  }
}
