package io.rauta.control.topology;

import io.rauta.control.Resources;

/** Builds a {@link Topology} from {@link Resources}. A total function. */
public final class TopologyBuilder {

  private TopologyBuilder() {}

  /**
   * Builds the graph.
   *
   * @param resources all objects
   * @param controllerName GatewayClasses with this controller name are ours
   */
  public static Topology build(Resources resources, String controllerName) {
    return new Topology();
  }
}
