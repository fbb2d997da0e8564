package io.rauta.control.topology.place;

import io.rauta.control.AddressMode;
import io.rauta.control.AddressMode.PortRange;
import io.rauta.control.ObjectKey;
import io.rauta.control.ObjectRef;
import io.rauta.control.PlaceProblem;
import io.rauta.control.Problem;
import io.rauta.control.Resources;
import io.rauta.control.StatusReport.Address;
import io.rauta.control.syntax.ApiNames;
import io.rauta.control.topology.AskedPlace.AskedAddress.Fixed;
import io.rauta.control.topology.GatewayNode;
import io.rauta.control.topology.ListenerNode;
import io.rauta.control.topology.ListenerOwner;
import io.rauta.control.topology.Placement;
import io.rauta.control.topology.Placement.BehindService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Gives each port of a Gateway a port of the machine that no other has, and finds the addresses of
 * its Service. A Gateway that serves nothing keeps the ports of its Service, so that this need not
 * go. Used once.
 */
final class ServicePlaces {

  private final AddressMode.Services mode;
  private final Resources resources;
  private final Map<ObjectKey, Placement> before;
  private final Map<ObjectKey, OwnedService> services = new HashMap<>();
  private final Map<ObjectKey, Map<Integer, Integer>> given = new HashMap<>();
  private final Map<Integer, ObjectKey> taken = new HashMap<>();
  private int next;

  ServicePlaces(AddressMode.Services mode, Resources resources, Map<ObjectKey, Placement> before) {
    this.mode = mode;
    this.resources = resources;
    this.before = before;
    this.next = mode.ports().first();
  }

  /**
   * The places of {@code gateways}, which are in the order of their age.
   *
   * @param owners those and their ListenerSets
   */
  Map<ObjectKey, Placement> of(List<GatewayNode> gateways, List<ListenerOwner> owners) {
    Map<ObjectKey, SortedSet<Integer>> wanted = wanted(owners);
    for (GatewayNode gateway : gateways) {
      services.put(gateway.key(), OwnedService.of(gateway.key(), resources));
      keep(gateway.key(), wanted.getOrDefault(gateway.key(), new TreeSet<>()));
    }
    Map<ObjectKey, Placement> placements = HashMap.newHashMap(gateways.size());
    for (GatewayNode gateway : gateways) {
      placements.put(
          gateway.key(), completed(gateway, wanted.getOrDefault(gateway.key(), new TreeSet<>())));
    }
    return placements;
  }

  private static Map<ObjectKey, SortedSet<Integer>> wanted(List<ListenerOwner> owners) {
    Map<ObjectKey, SortedSet<Integer>> wanted = new HashMap<>();
    for (ListenerOwner owner : owners) {
      for (ListenerNode listener : owner.listeners()) {
        if (owner.serves(listener) && listener.port() > 0) {
          wanted.computeIfAbsent(owner.gateway(), key -> new TreeSet<>()).add(listener.port());
        }
      }
    }
    return wanted;
  }

  private void keep(ObjectKey gateway, SortedSet<Integer> wanted) {
    Map<Integer, Integer> had = had(gateway);
    Map<Integer, Integer> kept = new TreeMap<>();
    had.forEach(
        (port, bound) -> {
          boolean isWanted = wanted.isEmpty() || wanted.contains(port);
          if (isWanted && taken.putIfAbsent(bound, gateway) == null) {
            kept.put(port, bound);
          }
        });
    given.put(gateway, kept);
  }

  private Map<Integer, Integer> had(ObjectKey gateway) {
    Map<Integer, Integer> had = new TreeMap<>();
    OwnedService service = services.get(gateway);
    if (service != null) {
      had.putAll(service.ports(mode.ports()));
    }
    if (before.get(gateway) instanceof BehindService earlier) {
      had.putAll(earlier.ports());
    }
    return had;
  }

  private BehindService completed(GatewayNode gateway, SortedSet<Integer> wanted) {
    Map<Integer, Integer> ports = new TreeMap<>(given.getOrDefault(gateway.key(), Map.of()));
    List<Problem> shortfalls = new ArrayList<>(0);
    for (int port : wanted) {
      if (!ports.containsKey(port)) {
        give(gateway, port, ports, shortfalls);
      }
    }
    List<Address> reached = reached(gateway, shortfalls);
    return new BehindService(ports, reached, shortfalls);
  }

  private void give(
      GatewayNode gateway, int port, Map<Integer, Integer> ports, List<Problem> shortfalls) {
    PortRange range = mode.ports();
    if (!Placements.mayGet(gateway, resources)) {
      shortfalls.add(new PlaceProblem.PortAwaited("spec.listeners", port));
      return;
    }
    while (next <= range.last() && taken.putIfAbsent(next, gateway.key()) != null) {
      next++;
    }
    if (next > range.last()) {
      shortfalls.add(new PlaceProblem.PortsExhausted("spec.listeners", port, range));
    } else {
      ports.put(port, next);
    }
  }

  /** Its addresses; where it asks for certain ones, only those. */
  private List<Address> reached(GatewayNode gateway, List<Problem> shortfalls) {
    OwnedService service = services.get(gateway.key());
    List<Address> reached = service == null ? List.of() : service.addresses(mode.type());
    List<Fixed> fixed = gateway.asked().fixed();
    if (fixed.isEmpty()) {
      if (reached.isEmpty() && gateway.isAccepted()) {
        shortfalls.add(
            new PlaceProblem.AddressAwaited(
                "spec.addresses", "whoever serves " + ref(gateway.key())));
      }
      return reached;
    }
    List<Address> granted = new ArrayList<>(fixed.size());
    for (Fixed asked : fixed) {
      Address address = new Address("IPAddress", asked.ip());
      if (reached.contains(address)) {
        granted.add(address);
      } else {
        shortfalls.add(
            new PlaceProblem.AddressNotGranted(asked.field(), asked.ip(), ref(gateway.key())));
      }
    }
    return granted;
  }

  private static ObjectRef ref(ObjectKey gateway) {
    return new ObjectRef(ApiNames.SERVICE, OwnedService.key(gateway));
  }
}
