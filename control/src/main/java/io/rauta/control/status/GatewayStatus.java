package io.rauta.control.status;

import io.rauta.control.ObjectKey;
import io.rauta.control.Problem;
import io.rauta.control.StatusReport.Address;
import io.rauta.control.StatusReport.Condition;
import io.rauta.control.StatusReport.GatewayEntry;
import io.rauta.control.topology.GatewayNode;
import io.rauta.control.topology.GatewayTls.ClientIdentity;
import io.rauta.control.topology.ListenerSetNode;
import io.rauta.control.topology.Topology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Status of Gateways. One that asks for no address of its own is reached at those of the machine.
 */
final class GatewayStatus {

  /** The API allows no more in a status. */
  private static final int MOST_ADDRESSES = 16;

  private final Map<ObjectKey, Integer> attachedSets = new HashMap<>();
  private final ListenerStatus listeners;
  private final Binds binds;

  GatewayStatus(Topology topology, ListenerStatus listeners, Binds binds) {
    for (ListenerSetNode set : topology.listenerSets()) {
      if (set.isAccepted()) {
        attachedSets.merge(set.gateway(), 1, Integer::sum);
      }
    }
    this.listeners = listeners;
    this.binds = binds;
  }

  GatewayEntry of(GatewayNode gateway) {
    return new GatewayEntry(
        gateway.generation(),
        addresses(gateway),
        conditions(gateway),
        listeners.of(gateway),
        attachedSets.getOrDefault(gateway.key(), 0));
  }

  private List<Condition> conditions(GatewayNode gateway) {
    List<Condition> conditions = new ArrayList<>(4);
    conditions.add(accepted(gateway));
    if (gateway.tls().isInsecure()) {
      conditions.add(
          Conditions.holds(
              Reasons.INSECURE_FRONTEND_VALIDATION_MODE,
              Reasons.CONFIGURATION_CHANGED,
              "clients without a valid certificate are let pass"));
    }
    conditions.add(programmed(gateway, binds));
    gateway.tls().identity().map(GatewayStatus::resolvedRefs).ifPresent(conditions::add);
    return conditions;
  }

  private static Condition resolvedRefs(ClientIdentity identity) {
    if (identity.unresolved().isEmpty()) {
      return Conditions.holds(Reasons.RESOLVED_REFS, Reasons.RESOLVED_REFS);
    }
    Problem problem = identity.unresolved().getFirst();
    String reason =
        problem instanceof Problem.NotGranted
            ? Reasons.REF_NOT_PERMITTED
            : Reasons.INVALID_CLIENT_CERTIFICATE_REF;
    return Conditions.fails(Reasons.RESOLVED_REFS, reason, problem);
  }

  private List<Address> addresses(GatewayNode gateway) {
    if (!gateway.isAccepted()) {
      return List.of();
    }
    List<Address> addresses = new ArrayList<>();
    List<String> asked = gateway.addresses();
    for (int i = 0; i < asked.size(); i++) {
      if (binds.failureOf(gateway, i).isEmpty()) {
        addresses.add(new Address("IPAddress", asked.get(i)));
      }
    }
    if (asked.isEmpty() && binds.failureOf(gateway).isEmpty()) {
      binds.localAddresses().forEach(ip -> addresses.add(new Address("IPAddress", ip)));
    }
    return addresses.subList(0, Math.min(addresses.size(), MOST_ADDRESSES));
  }

  private static Condition accepted(GatewayNode gateway) {
    if (!gateway.problems().isEmpty()) {
      Problem problem = gateway.problems().getFirst();
      return Conditions.fails(Reasons.ACCEPTED, reason(problem), problem);
    }
    return Conditions.acceptedByListeners(gateway);
  }

  /** Whether {@code gateway} is served, which its ListenerSets need to know, too. */
  static Condition programmed(GatewayNode gateway, Binds binds) {
    if (!gateway.isAccepted()) {
      return Conditions.fails(Reasons.PROGRAMMED, Reasons.INVALID, "the Gateway is not accepted");
    }
    for (int i = 0; i < gateway.addresses().size(); i++) {
      Optional<String> failure = binds.failureOf(gateway, i);
      if (failure.isPresent()) {
        return Conditions.fails(Reasons.PROGRAMMED, Reasons.ADDRESS_NOT_USABLE, failure.get());
      }
    }
    Optional<String> failure = binds.failureOf(gateway);
    if (failure.isPresent()) {
      return Conditions.fails(Reasons.PROGRAMMED, Reasons.INVALID, failure.get());
    }
    return gateway.addresses().isEmpty() && binds.localAddresses().isEmpty()
        ? Conditions.fails(
            Reasons.PROGRAMMED, Reasons.ADDRESS_NOT_ASSIGNED, "this machine has no address")
        : Conditions.holds(Reasons.PROGRAMMED, Reasons.PROGRAMMED);
  }

  private static String reason(Problem problem) {
    return switch (problem) {
      case Problem.ParametersUnknown parameters -> Reasons.INVALID_PARAMETERS;
      case Problem.ClassRefused refused -> Reasons.INVALID_PARAMETERS;
      case Problem.AddressNotServed address -> Reasons.UNSUPPORTED_ADDRESS;
      default -> Reasons.INVALID;
    };
  }
}
