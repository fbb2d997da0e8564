package io.rauta.app.process;

import io.rauta.config.ApplyReport;
import io.rauta.config.ApplyReport.BindOutcome;
import io.rauta.config.listener.BindAddress;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;

/**
 * Logs which addresses are served, whenever that changes. One that cannot be bound is among the
 * problems of its Gateway. Owned by the control thread.
 */
final class ListenerLog {

  private final Logger log;
  private Map<BindAddress, BindOutcome> known = Map.of();

  ListenerLog(Logger log) {
    this.log = log;
  }

  /** This is the outcome of all listeners now. */
  void now(ApplyReport report) {
    Map<BindAddress, BindOutcome> gone = new HashMap<>(known);
    gone.keySet().removeAll(report.listeners().keySet());
    gone.keySet().forEach(address -> log.info("listener removed address={}", address));
    report
        .listeners()
        .forEach(
            (address, outcome) -> {
              if (outcome instanceof BindOutcome.Bound(int port)
                  && !outcome.equals(known.get(address))) {
                log.info("listening address={} port={}", address, port);
              }
            });
    known = report.listeners();
  }
}
