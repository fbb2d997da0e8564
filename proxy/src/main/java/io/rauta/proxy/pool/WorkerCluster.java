package io.rauta.proxy.pool;

import io.rauta.config.cluster.ClusterConfig;
import io.rauta.proxy.cluster.Cluster;
import io.rauta.proxy.cluster.Host;
import io.rauta.proxy.cluster.HostSet;
import io.rauta.proxy.cluster.InFlight;
import io.rauta.proxy.cluster.LoadBalancer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One worker's view of one upstream: a pool for each of its present hosts, and the balancer that
 * picks among them.
 *
 * <p>Owned by the worker's loop.
 */
public final class WorkerCluster implements InFlight {

  private final Cluster cluster;
  private final PoolContext context;
  private ClusterConfig config;
  private HostSet hosts = HostSet.EMPTY;
  private HostPool[] pools = {};
  private LoadBalancer balancer;

  WorkerCluster(Cluster cluster, PoolContext context) {
    this.cluster = cluster;
    this.context = context;
    this.config = cluster.config();
    this.balancer = LoadBalancer.of(config.balancing(), context.loop().random());
  }

  /** The upstream. */
  public Cluster cluster() {
    return cluster;
  }

  @Override
  public int of(int host) {
    return pools[host].inFlight();
  }

  @Override
  public boolean isSuspect(int host) {
    return pools[host].isSuspect();
  }

  /**
   * Picks a host.
   *
   * @param excluded a host that was tried already
   * @return its pool, or null where there is no other host
   */
  public @Nullable HostPool pick(@Nullable HostPool excluded) {
    refresh();
    int tried = LoadBalancer.NONE;
    for (int i = 0; excluded != null && i < pools.length; i++) {
      tried = pools[i] == excluded ? i : tried;
    }
    int index = balancer.pick(pools.length, this, tried);
    return index < 0 ? null : pools[index];
  }

  /** Takes over what the upstream has become; cheap when nothing has changed. */
  void refresh() {
    ClusterConfig currentConfig = cluster.config();
    if (currentConfig != config) {
      configure(currentConfig);
    }
    HostSet currentHosts = cluster.hosts();
    if (currentHosts != hosts) {
      adopt(currentHosts);
    }
  }

  private void configure(ClusterConfig current) {
    if (current.balancing() != config.balancing()) {
      balancer = LoadBalancer.of(current.balancing(), context.loop().random());
    }
    boolean speaksAnother = !current.protocol().equals(config.protocol());
    config = current;
    for (int i = 0; i < pools.length; i++) {
      if (speaksAnother) {
        pools[i].retire();
        pools[i] = new HostPool(pools[i].host(), config, context);
      } else {
        pools[i].settings(config.connections());
      }
    }
  }

  private void adopt(HostSet current) {
    Map<Host, HostPool> earlier = new HashMap<>();
    for (HostPool pool : pools) {
      earlier.put(pool.host(), pool);
    }
    HostPool[] next = new HostPool[current.size()];
    for (int i = 0; i < next.length; i++) {
      Host host = current.get(i);
      HostPool kept = earlier.remove(host);
      next[i] = kept != null ? kept : new HostPool(host, config, context);
    }
    pools = next;
    hosts = current;
    earlier.values().forEach(HostPool::retire);
  }

  /** Closes everything unused: the upstream is gone. */
  void retire() {
    for (HostPool pool : pools) {
      pool.retire();
    }
  }
}
