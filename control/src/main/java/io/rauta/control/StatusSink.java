package io.rauta.control;

/** Where desired status goes. Called by the control thread only, after the data plane serves. */
public interface StatusSink {

  /**
   * Takes the status that replaces all that was published before. What it does not name has no
   * status of ours any more.
   *
   * @param report complete, without timestamps
   */
  void publish(StatusReport report);
}
