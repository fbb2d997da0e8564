package io.rauta.control;

import io.rauta.control.AddressMode.ServiceType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The one object that stands in the API for a Gateway: in its namespace, owned by it, and with the
 * labels and annotations of its {@code spec.infrastructure}.
 */
public sealed interface GatewayObject {

  /** Its name: that of the Gateway, cut and told apart by a hash where the API allows no more. */
  String name();

  /** All labels that it has to have, that of the Gateway's name among them. */
  Map<String, String> labels();

  /** All annotations that it has to have. */
  Map<String, String> annotations();

  /** A ServiceAccount: nothing but the labels is of use. */
  record Account(String name, Map<String, String> labels, Map<String, String> annotations)
      implements GatewayObject {
    public Account {
      labels = Map.copyOf(labels);
      annotations = Map.copyOf(annotations);
    }
  }

  /**
   * A Service without a selector, and its EndpointSlice of the same name.
   *
   * @param type its type
   * @param address the address that the Gateway asks for; empty to have one assigned
   * @param ports in ascending order of their ports; at least one
   * @param replicas who answers
   */
  record Entrance(
      String name,
      Map<String, String> labels,
      Map<String, String> annotations,
      ServiceType type,
      Optional<String> address,
      List<EntrancePort> ports,
      List<Replica> replicas)
      implements GatewayObject {
    public Entrance {
      labels = Map.copyOf(labels);
      annotations = Map.copyOf(annotations);
      ports = List.copyOf(ports);
      replicas = List.copyOf(replicas);
    }
  }

  /**
   * A port of a Service.
   *
   * @param port where clients connect, 1 to 65535
   * @param bound where the replicas listen, 1 to 65535
   */
  record EntrancePort(int port, int bound) {

    /** Its name in Service and EndpointSlice. */
    public String name() {
      return "port-" + port;
    }
  }

  /**
   * A replica, with the conditions that its own EndpointSlice shows.
   *
   * @param address an IP literal
   * @param ready whether new connections may go there
   * @param serving whether it answers, be it about to end or not
   * @param terminating whether it is about to end
   */
  record Replica(String address, boolean ready, boolean serving, boolean terminating) {}
}
