package io.rauta.control.status;

import io.rauta.config.ApplyReport;
import io.rauta.config.ApplyReport.BindOutcome;
import io.rauta.config.listener.BindAddress;
import io.rauta.control.topology.ListenerNode;
import io.rauta.control.topology.ListenerOwner;
import io.rauta.control.topology.Topology;
import java.util.List;
import java.util.Optional;

/** What became of listeners in the data plane. */
final class Binds {

  private final Topology topology;
  private final ApplyReport report;

  Binds(Topology topology, ApplyReport report) {
    this.topology = topology;
    this.report = report;
  }

  /** Why a listener that is to be served is not bound at each of its addresses, if so. */
  Optional<String> failureOf(ListenerOwner owner, ListenerNode listener) {
    List<BindAddress> binds = topology.binds(owner, listener);
    if (binds.isEmpty()) {
      return Optional.of("the Gateway has no place for port " + listener.port() + " yet");
    }
    for (BindAddress bind : binds) {
      Optional<String> failure = failureOf(bind);
      if (failure.isPresent()) {
        return failure;
      }
    }
    return Optional.empty();
  }

  /** Whether there is somewhere to bind a listener at. */
  boolean hasPlace(ListenerOwner owner, ListenerNode listener) {
    return !topology.binds(owner, listener).isEmpty();
  }

  /** Where a listener on all addresses is reached. */
  List<String> localAddresses() {
    return report.localAddresses();
  }

  /** Why none of the listeners that are to be served is bound at each of its addresses, if so. */
  Optional<String> failureOf(ListenerOwner owner) {
    Optional<String> failure = Optional.empty();
    for (ListenerNode listener : owner.listeners()) {
      if (owner.serves(listener)) {
        Optional<String> outcome = failureOf(owner, listener);
        if (outcome.isEmpty()) {
          return Optional.empty();
        }
        failure = outcome;
      }
    }
    return failure;
  }

  /** Why nothing is bound at an address of a Gateway that serves something, if so. */
  Optional<String> failureOf(ListenerOwner owner, int address) {
    Optional<String> failure = Optional.empty();
    for (ListenerNode listener : owner.listeners()) {
      if (owner.serves(listener)) {
        Optional<String> outcome = failureOf(topology.binds(owner, listener).get(address));
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
