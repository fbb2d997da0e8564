package io.rauta.control;

import io.rauta.control.AddressMode.PortRange;

/** One way in which a place to be served at, or to send requests to, cannot be had. */
public sealed interface PlaceProblem extends Problem {

  /**
   * A Gateway asks for an address that an older one has.
   *
   * @param field where
   * @param address the address
   */
  record AddressTaken(String field, String address) implements PlaceProblem {
    @Override
    public String message() {
      return "address " + address + " belongs to another Gateway";
    }
  }

  /**
   * A Gateway asks for an address that whoever assigns addresses has not assigned.
   *
   * @param field where
   * @param address the address
   * @param service the Service that it is asked for
   */
  record AddressNotGranted(String field, String address, ObjectRef service)
      implements PlaceProblem {
    @Override
    public String message() {
      return service + " has not got the address " + address;
    }
  }

  /**
   * Every address that could be given out is given out.
   *
   * @param field where it is missed
   * @param range the addresses
   */
  record AddressesExhausted(String field, AddressRange range) implements PlaceProblem {
    @Override
    public String message() {
      return "no address of " + range + " is free; delete a Gateway or extend the address pool";
    }
  }

  /**
   * An address is still to be assigned.
   *
   * @param field where it is missed
   * @param by who assigns it
   */
  record AddressAwaited(String field, String by) implements PlaceProblem {
    @Override
    public String message() {
      return "no address is assigned yet by " + by;
    }
  }

  /**
   * A port of a Gateway is not bound yet, since another replica chooses where.
   *
   * @param field where it is missed
   * @param port the port
   */
  record PortAwaited(String field, int port) implements PlaceProblem {
    @Override
    public String message() {
      return "port " + port + " is not bound yet: the replica that leads has not chosen where";
    }
  }

  /**
   * Every port that could be bound for a port of a Gateway is bound for another.
   *
   * @param field where it is missed
   * @param port the port
   * @param range the ports that can be bound
   */
  record PortsExhausted(String field, int port, PortRange range) implements PlaceProblem {
    @Override
    public String message() {
      return "port "
          + port
          + " cannot be bound: no port from "
          + range.first()
          + " to "
          + range.last()
          + " is free; extend the service ports";
    }
  }

  /**
   * An endpoint that whoever may write API objects could not reach without the gateway.
   *
   * @param field where
   * @param address the address
   * @param what what is there
   */
  record EndpointRefused(String field, String address, String what) implements PlaceProblem {
    @Override
    public String message() {
      return Quoted.of(address) + " is refused as an endpoint: " + what;
    }
  }
}
