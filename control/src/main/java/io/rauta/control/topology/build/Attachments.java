package io.rauta.control.topology.build;

import io.rauta.config.route.HostPattern;
import io.rauta.control.syntax.Hostnames;
import io.rauta.control.topology.ListenerNode;
import io.rauta.control.topology.ListenerOwner;
import io.rauta.control.topology.RouteNode;
import io.rauta.control.topology.RouteNode.ParentNode;
import io.rauta.control.topology.Topology.Attachment;
import io.rauta.control.topology.Topology.ListenerKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the hostnames that routes share with the listeners they attach to. */
final class Attachments {

  private final Map<ListenerKey, HostPattern> listeners = new HashMap<>();

  Attachments(List<ListenerOwner> owners) {
    for (ListenerOwner owner : owners) {
      for (ListenerNode listener : owner.listeners()) {
        listeners.put(new ListenerKey(owner.ref(), listener.index()), listener.hostname());
      }
    }
  }

  /** A listener that serves a route. */
  record Attached(ListenerKey listener, Attachment attachment) {}

  /** The listeners that serve {@code route}, each once; none where it is not served at all. */
  List<Attached> of(RouteNode route) {
    return route.problems().isEmpty() ? attach(route) : List.of();
  }

  private List<Attached> attach(RouteNode route) {
    List<Attached> attached = new ArrayList<>(1);
    Set<ListenerKey> seen = new HashSet<>();
    for (ParentNode parent : route.parents()) {
      for (int index : parent.listeners()) {
        ListenerKey key = new ListenerKey(parent.parent(), index);
        HostPattern hostname = listeners.get(key);
        if (hostname != null && seen.add(key)) {
          attached.add(new Attached(key, new Attachment(route, shared(route, hostname))));
        }
      }
    }
    return attached;
  }

  private static List<HostPattern> shared(RouteNode route, HostPattern listener) {
    if (route.hostnames().isEmpty()) {
      return List.of(listener);
    }
    List<HostPattern> shared = new ArrayList<>(route.hostnames().size());
    for (HostPattern hostname : route.hostnames()) {
      if (Hostnames.intersect(hostname, listener)) {
        shared.add(hostname);
      }
    }
    return shared;
  }
}
