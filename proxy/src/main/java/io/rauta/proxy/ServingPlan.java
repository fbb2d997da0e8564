package io.rauta.proxy;

import io.rauta.config.listener.BindAddress;
import io.rauta.config.listener.HttpSettings;
import io.rauta.proxy.forward.ForwardRule;
import io.rauta.proxy.route.RouteTable;
import java.util.List;
import java.util.Map;

/**
 * One configuration compiled for serving: immutable, shared by all workers.
 *
 * @param listeners what is served where
 * @param routes the name of each route, by the slot of its cells
 */
record ServingPlan(Map<BindAddress, PlannedListener> listeners, List<String> routes) {

  /** Serves nothing. */
  static final ServingPlan EMPTY = new ServingPlan(Map.of(), List.of());

  ServingPlan {
    listeners = Map.copyOf(listeners);
    routes = List.copyOf(routes);
  }

  /**
   * One listener.
   *
   * @param routes its rules
   * @param settings its limits and timeouts
   */
  record PlannedListener(RouteTable<ForwardRule> routes, HttpSettings settings) {}
}
