package io.rauta.control.lint;

import io.rauta.control.topology.ListenerNode;
import io.rauta.control.topology.ListenerOwner;
import io.rauta.control.topology.Topology;
import io.rauta.control.topology.Topology.ListenerKey;

/** Finds listeners without a route. */
final class IdleListeners {

  private IdleListeners() {}

  static void find(Topology topology, Warnings warnings) {
    for (ListenerOwner owner : topology.listenerOwners()) {
      for (ListenerNode listener : owner.listeners()) {
        ListenerKey key = new ListenerKey(owner.ref(), listener.index());
        if (owner.serves(listener) && topology.attachedTo(key).isEmpty()) {
          warnings.add(
              "idle-listener",
              owner.ref(),
              listener.field(),
              "no route attaches to it: every request is answered 404");
        }
      }
    }
  }
}
