package io.rauta.proxy.cluster;

/** How many requests a worker has under way towards each host of a set. */
@FunctionalInterface
public interface InFlight {

  /** Requests under way towards the host at {@code hostIndex}. */
  int of(int hostIndex);
}
