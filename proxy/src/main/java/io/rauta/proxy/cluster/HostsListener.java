package io.rauta.proxy.cluster;

/** Told when a cluster has published other hosts. */
@FunctionalInterface
public interface HostsListener {

  /**
   * Called on the cluster thread after each publication; {@link Cluster#hosts} shows it. Does not
   * block and calls nothing on {@link Clusters}.
   */
  void onHosts(Cluster cluster);
}
