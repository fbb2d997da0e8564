package io.rauta.proxy;

import io.rauta.config.listener.BindAddress;
import io.rauta.proxy.listener.ListenerPlan;
import java.util.List;
import java.util.Map;

/**
 * One configuration compiled for serving: immutable, shared by all workers.
 *
 * @param listeners what is served where
 * @param routes the name of each route, by the slot of its cells
 */
record ServingPlan(Map<BindAddress, ListenerPlan> listeners, List<String> routes) {

  /** Serves nothing. */
  static final ServingPlan EMPTY = new ServingPlan(Map.of(), List.of());

  ServingPlan {
    listeners = Map.copyOf(listeners);
    routes = List.copyOf(routes);
  }
}
