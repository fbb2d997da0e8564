package io.rauta.proxy.cluster;

import io.rauta.config.cluster.ClusterConfig.Balancing;
import java.util.random.RandomGenerator;

/**
 * Picks a host of a set. Owned by one worker, one for each cluster; keeps no host, so that the set
 * may change between picks. Does no I/O and judges no health.
 */
public sealed interface LoadBalancer permits LeastRequest, RoundRobin {

  /** Value of {@code excluded} for none, and of {@link #pick} where there is no host. */
  int NONE = -1;

  /** Creates the balancer of one worker for one cluster. */
  static LoadBalancer of(Balancing balancing, RandomGenerator random) {
    return switch (balancing) {
      case LEAST_REQUEST -> new LeastRequest(random);
      case ROUND_ROBIN -> new RoundRobin(random);
    };
  }

  /**
   * Picks a host.
   *
   * @param size how many hosts there are
   * @param inFlight what each of them is busy with
   * @param excluded index of the host that was tried before and is not picked again, or {@link
   *     #NONE}
   * @return its index, or {@link #NONE} where there is none but the excluded one
   */
  int pick(int size, InFlight inFlight, int excluded);
}
