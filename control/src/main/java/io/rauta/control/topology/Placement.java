package io.rauta.control.topology;

import io.rauta.config.listener.BindAddress;
import io.rauta.config.listener.BindAddress.AllAddresses;
import io.rauta.config.listener.BindAddress.OneAddress;
import io.rauta.control.Problem;
import io.rauta.control.StatusReport.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the listeners of a Gateway are bound, and where clients reach them. */
public sealed interface Placement {

  /** Where a listener on {@code port} is bound; none if it cannot be yet. */
  List<BindAddress> binds(int port);

  /** What the Gateway asked for and has not got; none if it has all. */
  List<Problem> shortfalls();

  /**
   * At addresses of the machine, shared with others.
   *
   * @param addresses IP literals; none for all of the machine
   */
  record OnMachine(List<String> addresses) implements Placement {
    public OnMachine {
      addresses = List.copyOf(addresses);
    }

    @Override
    public List<BindAddress> binds(int port) {
      return addresses.isEmpty() ? List.of(new AllAddresses(port)) : each(addresses, port);
    }

    @Override
    public List<Problem> shortfalls() {
      return List.of();
    }
  }

  /**
   * At addresses that no other Gateway has.
   *
   * @param fixed those it asks for and has
   * @param assigned the one it was given
   * @param shortfalls what it has not got
   */
  record OnOwnAddresses(List<String> fixed, Optional<String> assigned, List<Problem> shortfalls)
      implements Placement {
    public OnOwnAddresses {
      fixed = List.copyOf(fixed);
      shortfalls = List.copyOf(shortfalls);
    }

    /** All of them, in the order of {@link #binds}. */
    public List<String> addresses() {
      List<String> addresses = new ArrayList<>(fixed);
      assigned.ifPresent(addresses::add);
      return addresses;
    }

    @Override
    public List<BindAddress> binds(int port) {
      return each(addresses(), port);
    }
  }

  /**
   * Behind a Service, at ports of the machine that no other Gateway has.
   *
   * @param ports what is bound for each port of the Gateway
   * @param reached the addresses of the Service
   * @param shortfalls what it has not got
   */
  record BehindService(Map<Integer, Integer> ports, List<Address> reached, List<Problem> shortfalls)
      implements Placement {
    public BehindService {
      ports = Map.copyOf(ports);
      reached = List.copyOf(reached);
      shortfalls = List.copyOf(shortfalls);
    }

    @Override
    public List<BindAddress> binds(int port) {
      Integer bound = ports.get(port);
      return bound == null ? List.of() : List.of(new AllAddresses(bound));
    }
  }

  private static List<BindAddress> each(List<String> addresses, int port) {
    List<BindAddress> binds = new ArrayList<>(addresses.size());
    for (String address : addresses) {
      binds.add(new OneAddress(address, port));
    }
    return binds;
  }
}
