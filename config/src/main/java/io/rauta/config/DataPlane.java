package io.rauta.config;

/** The one door into the data plane. Called by the control thread only. */
public interface DataPlane {

  /**
   * Serves {@code config} instead of what was served before and returns when every worker does.
   *
   * <p>Blocks. A listener that cannot be bound is reported, never thrown, and harms no other
   * listener. Requests already begun end under the configuration they began with.
   *
   * @param config what to serve from now on
   * @return the outcome of each listener of {@code config}
   */
  ApplyReport apply(ProxyConfig config);
}
