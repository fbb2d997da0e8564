package io.rauta.control.topology;

import io.rauta.config.listener.BindAddress;
import io.rauta.config.listener.BindAddress.AllAddresses;
import io.rauta.config.listener.BindAddress.OneAddress;
import io.rauta.control.ObjectKey;
import io.rauta.control.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * A Gateway of ours.
 *
 * @param key its namespace and name
 * @param generation its generation, 0 where it has none
 * @param addresses the IP literals it asks for; none for all local addresses
 * @param listeners its listeners, in its order
 * @param problems why none of its listeners is served; none if they are
 */
public record GatewayNode(
    ObjectKey key,
    long generation,
    List<String> addresses,
    List<ListenerNode> listeners,
    List<Problem> problems) {
  public GatewayNode {
    addresses = List.copyOf(addresses);
    listeners = List.copyOf(listeners);
    problems = List.copyOf(problems);
  }

  /** Where a listener on {@code port} is bound. */
  public List<BindAddress> binds(int port) {
    if (addresses.isEmpty()) {
      return List.of(new AllAddresses(port));
    }
    List<BindAddress> binds = new ArrayList<>(addresses.size());
    for (String address : addresses) {
      binds.add(new OneAddress(address, port));
    }
    return binds;
  }

  /** Whether {@code listener}, one of this Gateway's, is to be bound and served. */
  public boolean serves(ListenerNode listener) {
    return problems.isEmpty() && listener.isValid();
  }

  /** This Gateway with other listeners. */
  public GatewayNode with(List<ListenerNode> others) {
    return new GatewayNode(key, generation, addresses, others, problems);
  }
}
