package io.rauta.control;

/** Told about each round of the control loop. Called by the control thread; must not block. */
public interface ApplyListener {

  /**
   * Every worker serves a new configuration and its status was published.
   *
   * @param applied what is served now
   * @param translateNanos from the resources to the configuration
   * @param applyNanos from the configuration to the last worker's acknowledgement
   */
  void applied(Applied applied, long translateNanos, long applyNanos);

  /**
   * A round ended in an error of ours. What was served before is still served, unless the error
   * came after the data plane took the new configuration.
   *
   * @param failure the error
   */
  void failed(RuntimeException failure);
}
