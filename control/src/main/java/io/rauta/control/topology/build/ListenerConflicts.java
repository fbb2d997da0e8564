package io.rauta.control.topology.build;

import io.rauta.config.listener.BindAddress;
import io.rauta.config.route.HostPattern;
import io.rauta.control.Problem;
import io.rauta.control.topology.GatewayNode;
import io.rauta.control.topology.ListenerNode;
import io.rauta.control.topology.ListenerNode.Family;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which listeners cannot share an address and port. Within a Gateway all that are in each other's
 * way lose; between Gateways the oldest keeps what it has.
 */
final class ListenerConflicts {

  private final Map<Place, Occupant> occupants = new HashMap<>();

  /** Puts a problem on each listener that has to yield. */
  List<GatewayNode> settle(List<GatewayNode> oldestFirst) {
    List<GatewayNode> settled = new ArrayList<>(oldestFirst.size());
    for (GatewayNode gateway : oldestFirst) {
      settled.add(gateway.problems().isEmpty() ? settle(gateway) : gateway);
    }
    return settled;
  }

  /**
   * A port of an address for one transport.
   *
   * @param bind the address and port
   * @param datagrams whether it is UDP
   */
  private record Place(BindAddress bind, boolean datagrams) {}

  /**
   * Who has a port.
   *
   * @param family what is spoken there
   * @param owner the first listener there
   * @param hostnames its hostnames with the listener that has each
   */
  private record Occupant(Family family, String owner, Map<HostPattern, String> hostnames) {}

  private GatewayNode settle(GatewayNode gateway) {
    List<ListenerNode> listeners = new ArrayList<>(gateway.listeners().size());
    for (ListenerNode listener : gateway.listeners()) {
      listeners.add(takesPort(listener) ? settle(gateway, listener) : listener);
    }
    for (ListenerNode listener : listeners) {
      if (takesPort(listener) && !yields(listener)) {
        occupy(gateway, listener);
      }
    }
    return gateway.with(listeners);
  }

  private ListenerNode settle(GatewayNode gateway, ListenerNode listener) {
    for (ListenerNode other : gateway.listeners()) {
      if (other.index() != listener.index()
          && takesPort(other)
          && other.port() == listener.port()
          && datagrams(other) == datagrams(listener)) {
        Occupant occupant = occupant(gateway, other);
        occupant.hostnames().put(other.hostname(), occupant.owner());
        ListenerNode judged = judge(listener, occupant);
        if (yields(judged)) {
          return judged;
        }
      }
    }
    for (BindAddress bind : gateway.binds(listener.port())) {
      Occupant occupant = occupants.get(new Place(bind, datagrams(listener)));
      if (occupant != null) {
        ListenerNode judged = judge(listener, occupant);
        if (yields(judged)) {
          return judged;
        }
      }
    }
    return listener;
  }

  private static ListenerNode judge(ListenerNode listener, Occupant occupant) {
    Family family = listener.protocol().family();
    boolean shared = family == Family.CLEARTEXT || family == Family.TLS;
    if (family != occupant.family() || !shared) {
      return listener.with(
          new Problem.ProtocolTaken(
              listener.field() + ".protocol", listener.protocol().name(), occupant.owner()));
    }
    String holder = occupant.hostnames().get(listener.hostname());
    return holder == null
        ? listener
        : listener.with(
            new Problem.HostnameTaken(listener.field() + ".hostname", listener.hostname(), holder));
  }

  private void occupy(GatewayNode gateway, ListenerNode listener) {
    for (BindAddress bind : gateway.binds(listener.port())) {
      Occupant occupant =
          occupants.computeIfAbsent(
              new Place(bind, datagrams(listener)), place -> occupant(gateway, listener));
      occupant.hostnames().put(listener.hostname(), name(gateway, listener));
    }
  }

  private static Occupant occupant(GatewayNode gateway, ListenerNode listener) {
    return new Occupant(listener.protocol().family(), name(gateway, listener), new HashMap<>());
  }

  private static String name(GatewayNode gateway, ListenerNode listener) {
    return "Gateway " + gateway.key() + " listener " + listener.name();
  }

  private static boolean datagrams(ListenerNode listener) {
    return listener.protocol().family() == Family.DATAGRAM;
  }

  /** Whether the listener is well formed but, perhaps, for a protocol that is not served. */
  private static boolean takesPort(ListenerNode listener) {
    if (listener.protocol().family() == Family.NONE) {
      return false;
    }
    for (Problem problem : listener.problems()) {
      boolean harmless =
          problem instanceof Problem.ProtocolNotServed
              || problem instanceof Problem.HostnameTaken
              || problem instanceof Problem.ProtocolTaken;
      if (!harmless) {
        return false;
      }
    }
    return true;
  }

  private static boolean yields(ListenerNode listener) {
    return !listener.problems().isEmpty()
        && (listener.problems().getFirst() instanceof Problem.HostnameTaken
            || listener.problems().getFirst() instanceof Problem.ProtocolTaken);
  }
}
