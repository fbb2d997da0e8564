package io.rauta.control.status;

import io.rauta.control.StatusReport.ClassEntry;
import io.rauta.control.StatusReport.Condition;
import io.rauta.control.topology.ClassNode;
import java.util.List;

/**
 * Status of GatewayClasses. {@code SupportedVersion} is about the resource definitions of a
 * cluster, which files do not have. A class that is not accepted supports nothing.
 */
final class ClassStatus {

  private ClassStatus() {}

  static ClassEntry of(ClassNode node) {
    Condition accepted =
        node.problems().isEmpty()
            ? Conditions.holds(Reasons.ACCEPTED, Reasons.ACCEPTED)
            : Conditions.fails(
                Reasons.ACCEPTED, Reasons.INVALID_PARAMETERS, node.problems().getFirst());
    return new ClassEntry(
        node.generation(),
        List.of(accepted),
        node.problems().isEmpty() ? SupportedFeatures.NAMES : List.of());
  }
}
