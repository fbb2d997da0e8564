package io.rauta.control.topology.build;

import io.rauta.config.route.HostPattern;
import io.rauta.control.ObjectRef;
import io.rauta.control.Problem;
import io.rauta.control.topology.Ground;
import io.rauta.control.topology.ListenerNode;
import io.rauta.control.topology.ListenerNode.Family;
import io.rauta.control.topology.ListenerOwner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which listeners cannot share an address and port. Between objects the one that was settled before
 * keeps what it has; within an object all that are left and in each other's way lose. So the order
 * of the calls is the order of precedence: Gateways from the oldest, then ListenerSets.
 */
final class ListenerConflicts {

  private final Map<Port, Occupant> occupants = new HashMap<>();

  /** The listeners of {@code owner}, with a problem on each that has to yield. */
  List<ListenerNode> settle(ListenerOwner owner) {
    if (!owner.problems().isEmpty()) {
      return owner.listeners();
    }
    List<ListenerNode> left = new ArrayList<>(owner.listeners().size());
    for (ListenerNode listener : owner.listeners()) {
      left.add(competes(listener) ? besideOthers(owner, listener) : listener);
    }
    List<ListenerNode> settled = new ArrayList<>(left.size());
    for (ListenerNode listener : left) {
      settled.add(competes(listener) ? besideSiblings(owner, left, listener) : listener);
    }
    for (ListenerNode listener : settled) {
      if (competes(listener)) {
        occupy(owner, listener);
      }
    }
    return settled;
  }

  /**
   * A port for one transport.
   *
   * @param place the port
   * @param datagrams whether it is UDP
   */
  private record Port(Ground.Place place, boolean datagrams) {}

  /** A listener that was there first. */
  private record Holder(ObjectRef owner, String listener) {

    /** Its name for {@code reader}, who need not learn what others do in their namespaces. */
    String nameFor(ObjectRef reader) {
      return owner.key().namespace().equals(reader.key().namespace())
          ? owner + " listener " + listener
          : "a listener of another namespace";
    }
  }

  /**
   * Who has a port.
   *
   * @param family what is spoken there
   * @param first the first listener there
   * @param hostnames its hostnames with the listener that has each
   */
  private record Occupant(Family family, Holder first, Map<HostPattern, Holder> hostnames) {}

  private ListenerNode besideOthers(ListenerOwner owner, ListenerNode listener) {
    for (Ground.Place place : owner.ground().places(listener.port())) {
      Occupant occupant = occupants.get(new Port(place, datagrams(listener)));
      if (occupant != null) {
        ListenerNode judged = judge(owner, listener, occupant);
        if (judged != listener) {
          return judged;
        }
      }
    }
    return listener;
  }

  private static ListenerNode besideSiblings(
      ListenerOwner owner, List<ListenerNode> siblings, ListenerNode listener) {
    for (ListenerNode other : siblings) {
      if (other != listener
          && competes(other)
          && other.port() == listener.port()
          && datagrams(other) == datagrams(listener)) {
        Occupant occupant = occupant(owner, other);
        occupant.hostnames().put(other.hostname(), occupant.first());
        ListenerNode judged = judge(owner, listener, occupant);
        if (judged != listener) {
          return judged;
        }
      }
    }
    return listener;
  }

  /** The listener itself if it can be where {@code occupant} is, else with a problem. */
  private static ListenerNode judge(ListenerOwner owner, ListenerNode listener, Occupant occupant) {
    Family family = listener.protocol().family();
    boolean shared = family == Family.CLEARTEXT || family == Family.TLS;
    if (family != occupant.family() || !shared) {
      return listener.with(
          new Problem.ProtocolTaken(
              listener.field() + ".protocol",
              listener.protocol().name(),
              occupant.first().nameFor(owner.ref())));
    }
    Holder holder = occupant.hostnames().get(listener.hostname());
    return holder == null
        ? listener
        : listener.with(
            new Problem.HostnameTaken(
                listener.field() + ".hostname", listener.hostname(), holder.nameFor(owner.ref())));
  }

  private void occupy(ListenerOwner owner, ListenerNode listener) {
    for (Ground.Place place : owner.ground().places(listener.port())) {
      Occupant occupant =
          occupants.computeIfAbsent(
              new Port(place, datagrams(listener)), port -> occupant(owner, listener));
      occupant.hostnames().put(listener.hostname(), new Holder(owner.ref(), listener.name()));
    }
  }

  private static Occupant occupant(ListenerOwner owner, ListenerNode listener) {
    return new Occupant(
        listener.protocol().family(), new Holder(owner.ref(), listener.name()), new HashMap<>());
  }

  private static boolean datagrams(ListenerNode listener) {
    return listener.protocol().family() == Family.DATAGRAM;
  }

  /**
   * Whether the listener wants its port: it is well formed, but perhaps of a protocol that is not
   * served, and has not yielded.
   */
  private static boolean competes(ListenerNode listener) {
    if (listener.protocol().family() == Family.NONE) {
      return false;
    }
    for (Problem problem : listener.problems()) {
      if (!(problem instanceof Problem.ProtocolNotServed)) {
        return false;
      }
    }
    return true;
  }
}
