package io.rauta.control.status;

import io.rauta.control.ObjectKey;
import io.rauta.control.PlaceProblem;
import io.rauta.control.Problem;
import io.rauta.control.StatusReport.Address;
import io.rauta.control.StatusReport.Condition;
import io.rauta.control.StatusReport.GatewayEntry;
import io.rauta.control.topology.GatewayNode;
import io.rauta.control.topology.GatewayTls.ClientIdentity;
import io.rauta.control.topology.ListenerSetNode;
import io.rauta.control.topology.Placement;
import io.rauta.control.topology.Topology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Status of Gateways: the conditions, and the addresses at which they are reached. */
final class GatewayStatus {

  /** The API allows no more in a status. */
  private static final int MOST_ADDRESSES = 16;

  private final Map<ObjectKey, Integer> attachedSets = new HashMap<>();
  private final Topology topology;
  private final ListenerStatus listeners;
  private final Binds binds;

  GatewayStatus(Topology topology, ListenerStatus listeners, Binds binds) {
    for (ListenerSetNode set : topology.listenerSets()) {
      if (set.isAccepted()) {
        attachedSets.merge(set.gateway(), 1, Integer::sum);
      }
    }
    this.topology = topology;
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
    conditions.add(programmed(gateway, topology, binds));
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
    List<Address> addresses =
        switch (topology.placement(gateway.key())) {
          case Placement.OnMachine(List<String> own) ->
              own.isEmpty() ? ofMachine(gateway) : bound(gateway, own);
          case Placement.OnOwnAddresses place -> own(gateway, place);
          case Placement.BehindService place ->
              isServed(gateway) ? place.reached() : List.<Address>of();
        };
    return addresses.subList(0, Math.min(addresses.size(), MOST_ADDRESSES));
  }

  private boolean isServed(GatewayNode gateway) {
    return gateway.isAccepted() && binds.failureOf(gateway).isEmpty();
  }

  private List<Address> ofMachine(GatewayNode gateway) {
    return isServed(gateway)
        ? binds.localAddresses().stream().map(GatewayStatus::address).toList()
        : List.of();
  }

  private List<Address> bound(GatewayNode gateway, List<String> asked) {
    List<Address> addresses = new ArrayList<>();
    for (int i = 0; gateway.isAccepted() && i < asked.size(); i++) {
      if (binds.failureOf(gateway, i).isEmpty()) {
        addresses.add(address(asked.get(i)));
      }
    }
    return addresses;
  }

  /** The status is the memory of what was assigned: a Gateway that is refused keeps it. */
  private List<Address> own(GatewayNode gateway, Placement.OnOwnAddresses place) {
    return gateway.isAccepted()
        ? bound(gateway, place.addresses())
        : place.assigned().map(GatewayStatus::address).stream().toList();
  }

  private static Address address(String ip) {
    return new Address("IPAddress", ip);
  }

  private static Condition accepted(GatewayNode gateway) {
    if (!gateway.problems().isEmpty()) {
      Problem problem = gateway.problems().getFirst();
      return Conditions.fails(Reasons.ACCEPTED, reason(problem), problem);
    }
    return Conditions.acceptedByListeners(gateway);
  }

  /** Whether {@code gateway} is served, which its ListenerSets need to know, too. */
  static Condition programmed(GatewayNode gateway, Topology topology, Binds binds) {
    if (!gateway.isAccepted()) {
      return Conditions.fails(Reasons.PROGRAMMED, Reasons.INVALID, "the Gateway is not accepted");
    }
    Placement placement = topology.placement(gateway.key());
    if (!placement.shortfalls().isEmpty()) {
      Problem shortfall = placement.shortfalls().getFirst();
      return Conditions.fails(Reasons.PROGRAMMED, shortfallReason(shortfall), shortfall);
    }
    for (int i = 0; i < addresses(placement); i++) {
      Optional<String> failure = binds.failureOf(gateway, i);
      if (failure.isPresent()) {
        return Conditions.fails(Reasons.PROGRAMMED, Reasons.ADDRESS_NOT_USABLE, failure.get());
      }
    }
    Optional<String> failure = binds.failureOf(gateway);
    if (failure.isPresent()) {
      return Conditions.fails(Reasons.PROGRAMMED, Reasons.INVALID, failure.get());
    }
    boolean isLost =
        placement.equals(new Placement.OnMachine(List.of())) && binds.localAddresses().isEmpty();
    return isLost
        ? Conditions.fails(
            Reasons.PROGRAMMED, Reasons.ADDRESS_NOT_ASSIGNED, "this machine has no address")
        : Conditions.holds(Reasons.PROGRAMMED, Reasons.PROGRAMMED);
  }

  /** How many addresses a listener is bound to one by one. */
  private static int addresses(Placement placement) {
    return switch (placement) {
      case Placement.OnMachine(List<String> asked) -> asked.size();
      case Placement.OnOwnAddresses place -> place.addresses().size();
      case Placement.BehindService _ -> 0;
    };
  }

  private static String shortfallReason(Problem shortfall) {
    return switch (shortfall) {
      case PlaceProblem.AddressTaken taken -> Reasons.ADDRESS_NOT_USABLE;
      case PlaceProblem.AddressNotGranted asked -> Reasons.ADDRESS_NOT_USABLE;
      case PlaceProblem.AddressesExhausted none -> Reasons.ADDRESS_NOT_ASSIGNED;
      case PlaceProblem.AddressAwaited awaited -> Reasons.ADDRESS_NOT_ASSIGNED;
      case PlaceProblem.PortsExhausted none -> Reasons.NO_RESOURCES;
      default -> Reasons.PENDING;
    };
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
