package io.rauta.control;

/** How Gateways come by their addresses, and where their listeners are bound. */
public sealed interface AddressMode {

  /** Listeners are bound to the addresses that the Gateway asks for, else to all of the machine. */
  record Host() implements AddressMode {}

  /**
   * Each Gateway gets an address of its own from a range, and its listeners are bound to it. The
   * address is kept from the status of the Gateway; without one the lowest that is free is given
   * out, oldest Gateway first, by the process that leads. A Gateway may ask for any address.
   *
   * @param range the addresses
   */
  record Pool(AddressRange range) implements AddressMode {}

  /**
   * Each Gateway gets a Service in its namespace whose endpoints are the replicas. Each port of a
   * Gateway is bound to all addresses of the machine on a port of its own, kept from the Service;
   * without one the lowest that is free is given out by the process that leads.
   *
   * @param type of the Services
   * @param replicas the headless Service whose endpoints are the replicas
   * @param ports to bind
   */
  record Services(ServiceType type, ObjectKey replicas, PortRange ports) implements AddressMode {}

  /** Types of Services; each reads as the API writes it. */
  enum ServiceType {
    LOAD_BALANCER("LoadBalancer"),
    CLUSTER_IP("ClusterIP");

    private final String apiName;

    ServiceType(String apiName) {
      this.apiName = apiName;
    }

    /** Its name in the API. */
    public String apiName() {
      return apiName;
    }
  }

  /**
   * Ports that follow each other.
   *
   * @param first 1 to 65535
   * @param last the same or higher, up to 65535
   */
  record PortRange(int first, int last) {
    public PortRange {
      if (first < 1 || last < first || last > 65_535) {
        throw new IllegalArgumentException(first + "-" + last + " is no range of ports");
      }
    }
  }
}
