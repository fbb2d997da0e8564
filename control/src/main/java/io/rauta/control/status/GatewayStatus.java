package io.rauta.control.status;

import io.rauta.control.Problem;
import io.rauta.control.StatusReport.Address;
import io.rauta.control.StatusReport.Condition;
import io.rauta.control.StatusReport.GatewayEntry;
import io.rauta.control.StatusReport.ListenerEntry;
import io.rauta.control.topology.GatewayNode;
import io.rauta.control.topology.ListenerNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Status of Gateways. A Gateway without addresses of its own is given none to publish. */
final class GatewayStatus {

  private final ListenerStatus listeners;
  private final Binds binds;

  GatewayStatus(ListenerStatus listeners, Binds binds) {
    this.listeners = listeners;
    this.binds = binds;
  }

  GatewayEntry of(GatewayNode gateway) {
    List<ListenerEntry> entries = new ArrayList<>(gateway.listeners().size());
    for (ListenerNode listener : gateway.listeners()) {
      entries.add(listeners.of(gateway, listener));
    }
    return new GatewayEntry(
        gateway.generation(),
        addresses(gateway),
        List.of(accepted(gateway), programmed(gateway)),
        entries);
  }

  private List<Address> addresses(GatewayNode gateway) {
    List<Address> addresses = new ArrayList<>(gateway.addresses().size());
    for (int i = 0; i < gateway.addresses().size(); i++) {
      if (isServed(gateway) && binds.failureOf(gateway, i).isEmpty()) {
        addresses.add(new Address("IPAddress", gateway.addresses().get(i)));
      }
    }
    return addresses;
  }

  private static Condition accepted(GatewayNode gateway) {
    if (!gateway.problems().isEmpty()) {
      Problem problem = gateway.problems().getFirst();
      return Conditions.fails(Reasons.ACCEPTED, reason(problem), problem);
    }
    int valid = countValid(gateway);
    if (valid == gateway.listeners().size()) {
      return Conditions.holds(Reasons.ACCEPTED, Reasons.ACCEPTED);
    }
    String message = valid + " of " + gateway.listeners().size() + " listeners are valid";
    return valid > 0
        ? Conditions.holds(Reasons.ACCEPTED, Reasons.LISTENERS_NOT_VALID, message)
        : Conditions.fails(Reasons.ACCEPTED, Reasons.LISTENERS_NOT_VALID, message);
  }

  private Condition programmed(GatewayNode gateway) {
    if (!isServed(gateway)) {
      return Conditions.fails(Reasons.PROGRAMMED, Reasons.INVALID, "the Gateway is not accepted");
    }
    for (int i = 0; i < gateway.addresses().size(); i++) {
      Optional<String> failure = binds.failureOf(gateway, i);
      if (failure.isPresent()) {
        return Conditions.fails(Reasons.PROGRAMMED, Reasons.ADDRESS_NOT_USABLE, failure.get());
      }
    }
    String last = "";
    for (ListenerNode listener : gateway.listeners()) {
      if (gateway.serves(listener)) {
        Optional<String> failure = binds.failureOf(gateway, listener);
        if (failure.isEmpty()) {
          return Conditions.holds(Reasons.PROGRAMMED, Reasons.PROGRAMMED);
        }
        last = failure.get();
      }
    }
    return Conditions.fails(Reasons.PROGRAMMED, Reasons.INVALID, last);
  }

  private static boolean isServed(GatewayNode gateway) {
    return gateway.problems().isEmpty() && countValid(gateway) > 0;
  }

  private static int countValid(GatewayNode gateway) {
    int valid = 0;
    for (ListenerNode listener : gateway.listeners()) {
      if (listener.isValid()) {
        valid++;
      }
    }
    return valid;
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
