package io.rauta.proxy.cluster;

import java.util.List;

/**
 * The hosts of a cluster at one moment. Two sets are equal when they hold the same hosts in the
 * same order.
 *
 * @param hosts no two have the same address
 */
public record HostSet(List<Host> hosts) {

  public static final HostSet EMPTY = new HostSet(List.of());

  public HostSet {
    hosts = List.copyOf(hosts);
  }

  /** How many there are. */
  public int size() {
    return hosts.size();
  }

  /** The host at {@code index}, from 0. */
  public Host get(int index) {
    return hosts.get(index);
  }
}
