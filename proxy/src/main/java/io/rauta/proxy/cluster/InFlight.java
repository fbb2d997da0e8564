package io.rauta.proxy.cluster;

/** What a worker knows of each host of a set when it picks one. */
@FunctionalInterface
public interface InFlight {

  /** Requests under way towards the host at {@code hostIndex}. */
  int of(int hostIndex);

  /**
   * Whether the host at {@code hostIndex} has just refused a connection, so that it is passed over
   * while there is another.
   */
  default boolean isSuspect(int hostIndex) {
    return false;
  }
}
