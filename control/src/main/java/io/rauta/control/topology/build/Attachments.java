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

/** Turns round what routes say of their listeners: by listener the routes that it serves. */
final class Attachments {

  private final Map<ListenerKey, HostPattern> listeners = new HashMap<>();
  private final Map<ListenerKey, List<Attachment>> attachments = new HashMap<>();

  Attachments(List<ListenerOwner> owners) {
    for (ListenerOwner owner : owners) {
      for (ListenerNode listener : owner.listeners()) {
        listeners.put(new ListenerKey(owner.ref(), listener.index()), listener.hostname());
      }
    }
  }

  /** Attaches every route that is served at all; each to a listener once. */
  Map<ListenerKey, List<Attachment>> of(List<RouteNode> oldestFirst) {
    for (RouteNode route : oldestFirst) {
      if (route.problems().isEmpty()) {
        attach(route);
      }
    }
    return attachments;
  }

  private void attach(RouteNode route) {
    Set<ListenerKey> seen = new HashSet<>();
    for (ParentNode parent : route.parents()) {
      for (int index : parent.listeners()) {
        ListenerKey key = new ListenerKey(parent.parent(), index);
        HostPattern hostname = listeners.get(key);
        if (hostname != null && seen.add(key)) {
          attachments
              .computeIfAbsent(key, listener -> new ArrayList<>())
              .add(new Attachment(route, shared(route, hostname)));
        }
      }
    }
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
