package io.rauta.app.process;

import io.rauta.app.metrics.ControlMetrics;
import io.rauta.config.ProxyConfig;
import io.rauta.control.Applied;
import io.rauta.control.ApplyListener;
import io.rauta.control.StatusReport;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs and measures each round of the control loop. Owned by the control thread. */
final class AppliedLog implements ApplyListener {

  private static final Logger LOG = LoggerFactory.getLogger("config");

  private final ControlMetrics metrics;
  private final ProblemLog problems = new ProblemLog(LOG);
  private final ListenerLog listeners = new ListenerLog(LOG);

  AppliedLog(ControlMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void applied(Applied applied, long translateNanos, long applyNanos) {
    metrics.applied(applied, translateNanos, applyNanos);
    problems.now(applied.status().problems().stream().map(StatusReport.Finding::toString).toList());
    listeners.now(applied.report());
    LOG.info(
        "applied generation={} listeners={} rules={} clusters={} problems={} translate-us={}"
            + " apply-us={}",
        applied.generation(),
        applied.config().listeners().size(),
        rules(applied.config()),
        applied.config().clusters().size(),
        applied.status().problems().size(),
        TimeUnit.NANOSECONDS.toMicros(translateNanos),
        TimeUnit.NANOSECONDS.toMicros(applyNanos));
  }

  @Override
  public void failed(RuntimeException failure) {
    metrics.failed();
    LOG.error("a change was not served because of an internal error", failure);
  }

  private static long rules(ProxyConfig config) {
    return config.listeners().stream()
        .flatMap(listener -> listener.scopes().stream())
        .flatMap(scope -> scope.virtualHosts().stream())
        .mapToLong(host -> host.rules().size())
        .sum();
  }
}
