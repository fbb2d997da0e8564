package io.rauta.control.topology.place;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayStatusAddress;
import io.rauta.control.AddressRange;
import io.rauta.control.ObjectKey;
import io.rauta.control.PlaceProblem;
import io.rauta.control.Problem;
import io.rauta.control.Resources;
import io.rauta.control.syntax.Given;
import io.rauta.control.topology.AskedPlace.AskedAddress.Fixed;
import io.rauta.control.topology.GatewayNode;
import io.rauta.control.topology.Placement;
import io.rauta.control.topology.Placement.OnOwnAddresses;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gives each Gateway addresses of its own: those it asks for, else one of a range. An address that
 * any Gateway asks for is never given to another. Used once.
 */
final class PoolAddresses {

  private static final String FIELD = "spec.addresses";

  private final AddressRange range;
  private final Resources resources;
  private final Map<ObjectKey, Placement> before;
  private final Map<String, ObjectKey> taken = new HashMap<>();
  private int next;

  PoolAddresses(AddressRange range, Resources resources, Map<ObjectKey, Placement> before) {
    this.range = range;
    this.resources = resources;
    this.before = before;
  }

  /** The addresses of {@code gateways}, which are in the order of their age. */
  Map<ObjectKey, Placement> of(List<GatewayNode> gateways) {
    List<Held> held = new ArrayList<>(gateways.size());
    Set<String> reserved = new HashSet<>();
    for (GatewayNode gateway : gateways) {
      held.add(held(gateway));
      gateway.asked().fixed().forEach(fixed -> reserved.add(fixed.ip()));
    }
    Map<ObjectKey, Placement> placements = HashMap.newHashMap(gateways.size());
    for (Held each : held) {
      placements.put(each.gateway().key(), completed(each, reserved));
    }
    return placements;
  }

  /**
   * What a Gateway has before anything new is given out.
   *
   * @param kept the address that was assigned to it
   * @param lost what it asks for and an older one has
   */
  private record Held(
      GatewayNode gateway, List<String> fixed, Optional<String> kept, List<Problem> lost) {}

  private Held held(GatewayNode gateway) {
    List<String> fixed = new ArrayList<>();
    List<Problem> lost = new ArrayList<>(0);
    for (Fixed asked : gateway.asked().fixed()) {
      if (take(asked.ip(), gateway.key())) {
        fixed.add(asked.ip());
      } else {
        lost.add(new PlaceProblem.AddressTaken(asked.field(), asked.ip()));
      }
    }
    Optional<String> kept =
        gateway.asked().wantsAny() ? kept(gateway.key(), fixed) : Optional.empty();
    return new Held(gateway, fixed, kept, lost);
  }

  private boolean take(String address, ObjectKey gateway) {
    ObjectKey holder = taken.putIfAbsent(address, gateway);
    return holder == null || holder.equals(gateway);
  }

  private Optional<String> kept(ObjectKey gateway, List<String> fixed) {
    List<String> shown = new ArrayList<>();
    if (before.get(gateway) instanceof OnOwnAddresses earlier) {
      earlier.assigned().ifPresent(shown::add);
    }
    Gateway object = resources.gateways().get(gateway);
    if (object != null && object.getStatus() != null) {
      for (GatewayStatusAddress address : Given.list(object.getStatus().getAddresses())) {
        shown.add(address == null ? "" : Given.text(address.getValue()));
      }
    }
    for (String address : shown) {
      if (range.contains(address) && !fixed.contains(address) && take(address, gateway)) {
        return Optional.of(address);
      }
    }
    return Optional.empty();
  }

  private OnOwnAddresses completed(Held held, Set<String> reserved) {
    boolean lacks = held.gateway().asked().wantsAny() && held.kept().isEmpty();
    if (!lacks || !held.gateway().problems().isEmpty()) {
      return new OnOwnAddresses(held.fixed(), held.kept(), held.lost());
    }
    boolean leads = Placements.mayGet(held.gateway(), resources);
    Optional<String> given = leads ? lowestFree(held.gateway().key(), reserved) : Optional.empty();
    List<Problem> shortfalls = new ArrayList<>(held.lost());
    if (given.isEmpty()) {
      shortfalls.add(
          leads
              ? new PlaceProblem.AddressesExhausted(FIELD, range)
              : new PlaceProblem.AddressAwaited(FIELD, "the replica that leads"));
    }
    return new OnOwnAddresses(held.fixed(), given, shortfalls);
  }

  /** What is below {@link #next} is not free, since nothing is given back here. */
  private Optional<String> lowestFree(ObjectKey gateway, Set<String> reserved) {
    while (next < range.size()) {
      String address = range.address(next);
      next++;
      if (!reserved.contains(address) && taken.putIfAbsent(address, gateway) == null) {
        return Optional.of(address);
      }
    }
    return Optional.empty();
  }
}
