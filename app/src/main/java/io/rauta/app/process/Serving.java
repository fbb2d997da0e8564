package io.rauta.app.process;

import io.rauta.config.ApplyReport;
import io.rauta.config.DataPlane;
import io.rauta.config.ProxyConfig;
import java.util.List;
import java.util.Map;

/**
 * The data plane as the control loop sees it, which may outlive it: once connections are brought to
 * their end, what is wanted is no longer applied, and the last report stands. For two threads: that
 * of the control loop, and the one that ends.
 */
final class Serving implements DataPlane {

  private final DataPlane proxy;
  private ApplyReport last = new ApplyReport(Map.of(), List.of());
  private boolean ended;

  Serving(DataPlane proxy) {
    this.proxy = proxy;
  }

  @Override
  public synchronized ApplyReport apply(ProxyConfig config) {
    if (!ended) {
      last = proxy.apply(config);
    }
    return last;
  }

  /** Nothing is applied any more when this returns. */
  synchronized void end() {
    ended = true;
  }
}
