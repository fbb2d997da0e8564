package io.rauta.proxy.listener;

import io.rauta.config.listener.HttpSettings;
import io.rauta.proxy.forward.ForwardRule;
import io.rauta.proxy.route.RouteTable;
import io.rauta.proxy.tls.ServerNames;
import java.util.Optional;

/**
 * What one listener serves, compiled. Immutable, shared by all workers.
 *
 * @param port where clients connect; 0 for the port that is bound
 * @param routes its rules
 * @param settings its limits and timeouts
 * @param tls how its clients are met; empty for plain text
 */
public record ListenerPlan(
    int port, RouteTable<ForwardRule> routes, HttpSettings settings, Optional<ServerNames> tls) {

  /** The same without TLS. */
  ListenerPlan withoutTls() {
    return new ListenerPlan(port, routes, settings, Optional.empty());
  }
}
