package io.rauta.control.status;

import io.rauta.config.ApplyReport;
import io.rauta.control.StatusReport;
import io.rauta.control.topology.Topology;

/** Derives the desired status of every object of ours. A total function. */
public final class StatusComputer {

  private StatusComputer() {}

  /**
   * Derives the status.
   *
   * @param topology the graph
   * @param report what became of the listeners compiled from it
   */
  public static StatusReport compute(Topology topology, ApplyReport report) {
    return StatusReport.EMPTY;
  }
}
