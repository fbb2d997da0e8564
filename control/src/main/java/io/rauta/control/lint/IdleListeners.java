package io.rauta.control.lint;

import io.rauta.control.ObjectRef;
import io.rauta.control.syntax.ApiNames;
import io.rauta.control.topology.GatewayNode;
import io.rauta.control.topology.ListenerNode;
import io.rauta.control.topology.Topology;
import io.rauta.control.topology.Topology.ListenerKey;

/** Finds listeners without a route. */
final class IdleListeners {

  private IdleListeners() {}

  static void find(Topology topology, Warnings warnings) {
    for (GatewayNode gateway : topology.gateways()) {
      for (ListenerNode listener : gateway.listeners()) {
        ListenerKey key = new ListenerKey(gateway.key(), listener.index());
        if (gateway.serves(listener) && topology.attachedTo(key).isEmpty()) {
          warnings.add(
              "idle-listener",
              new ObjectRef(ApiNames.GATEWAY, gateway.key()),
              listener.field(),
              "no route attaches to it: every request is answered 404");
        }
      }
    }
  }
}
