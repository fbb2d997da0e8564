package io.rauta.control.status;

import io.rauta.config.ApplyReport;
import io.rauta.config.ApplyReport.BindOutcome;
import io.rauta.config.listener.BindAddress;
import io.rauta.control.topology.GatewayNode;
import io.rauta.control.topology.ListenerNode;
import java.util.Optional;

/** What became of listeners in the data plane. */
final class Binds {

  private final ApplyReport report;

  Binds(ApplyReport report) {
    this.report = report;
  }

  /** Why a listener that is to be served is not bound at each of its addresses, if so. */
  Optional<String> failureOf(GatewayNode gateway, ListenerNode listener) {
    for (BindAddress bind : gateway.binds(listener.port())) {
      Optional<String> failure = failureOf(bind);
      if (failure.isPresent()) {
        return failure;
      }
    }
    return Optional.empty();
  }

  /** Why nothing is bound at an address of a Gateway that serves something, if so. */
  Optional<String> failureOf(GatewayNode gateway, int address) {
    Optional<String> failure = Optional.empty();
    for (ListenerNode listener : gateway.listeners()) {
      if (gateway.serves(listener)) {
        Optional<String> outcome = failureOf(gateway.binds(listener.port()).get(address));
        if (outcome.isEmpty()) {
          return Optional.empty();
        }
        failure = failure.or(() -> outcome);
      }
    }
    return failure;
  }

  private Optional<String> failureOf(BindAddress bind) {
    BindOutcome outcome = report.listeners().get(bind);
    if (outcome == null) {
      return Optional.of("the data plane does not know " + bind);
    }
    return switch (outcome) {
      case BindOutcome.Bound bound -> Optional.empty();
      case BindOutcome.Failed(String reason) -> Optional.of(reason);
    };
  }
}
