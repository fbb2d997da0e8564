package io.rauta.control.status;

import io.rauta.control.ObjectKey;
import io.rauta.control.Problem;
import io.rauta.control.StatusReport.Condition;
import io.rauta.control.StatusReport.ListenerSetEntry;
import io.rauta.control.StatusReport.Truth;
import io.rauta.control.topology.GatewayNode;
import io.rauta.control.topology.ListenerSetNode;
import io.rauta.control.topology.Topology;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Status of ListenerSets: that of their own listeners, unless the Gateway does not allow them, is
 * not accepted or is not programmed.
 */
final class ListenerSetStatus {

  private final Map<ObjectKey, Condition> programmedGateways = new HashMap<>();
  private final ListenerStatus listeners;
  private final Binds binds;

  ListenerSetStatus(Topology topology, ListenerStatus listeners, Binds binds) {
    for (GatewayNode gateway : topology.gateways()) {
      programmedGateways.put(gateway.key(), GatewayStatus.programmed(gateway, topology, binds));
    }
    this.listeners = listeners;
    this.binds = binds;
  }

  ListenerSetEntry of(ListenerSetNode set) {
    return new ListenerSetEntry(
        set.generation(), List.of(accepted(set), programmed(set)), listeners.of(set));
  }

  private static Condition accepted(ListenerSetNode set) {
    if (set.problems().isEmpty()) {
      return Conditions.acceptedByListeners(set);
    }
    Problem problem = set.problems().getFirst();
    String reason =
        switch (problem) {
          case Problem.SetNotAdmitted refused -> Reasons.NOT_ALLOWED;
          case Problem.GatewayRefused refused -> Reasons.PARENT_NOT_ACCEPTED;
          default -> Reasons.INVALID;
        };
    return Conditions.fails(Reasons.ACCEPTED, reason, problem);
  }

  private Condition programmed(ListenerSetNode set) {
    if (!set.problems().isEmpty()) {
      Problem problem = set.problems().getFirst();
      String reason =
          switch (problem) {
            case Problem.SetNotAdmitted refused -> Reasons.NOT_ALLOWED;
            case Problem.GatewayRefused refused -> Reasons.PARENT_NOT_PROGRAMMED;
            default -> Reasons.INVALID;
          };
      return Conditions.fails(Reasons.PROGRAMMED, reason, problem);
    }
    if (!set.isAccepted()) {
      return Conditions.fails(
          Reasons.PROGRAMMED, Reasons.LISTENERS_NOT_VALID, "none of the listeners is valid");
    }
    Condition gateway = programmedGateways.get(set.gateway());
    if (gateway != null && gateway.status() != Truth.TRUE) {
      return Conditions.fails(
          Reasons.PROGRAMMED, Reasons.PARENT_NOT_PROGRAMMED, "the Gateway is not programmed");
    }
    Optional<String> failure = binds.failureOf(set);
    return failure.isPresent()
        ? Conditions.fails(Reasons.PROGRAMMED, Reasons.PORT_UNAVAILABLE, failure.get())
        : Conditions.holds(Reasons.PROGRAMMED, Reasons.PROGRAMMED);
  }
}
