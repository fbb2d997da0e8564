package io.rauta.proxy.cluster;

import io.rauta.config.cluster.ClusterConfig;
import io.rauta.config.cluster.ClusterId;

/**
 * A live upstream. Found by its id and kept for as long as configurations name it; then retired,
 * which ends nothing that is under way.
 *
 * <p>Published state is changed by the cluster thread only and may be read by all; admission is
 * shared by all workers.
 */
public final class Cluster {

  private final ClusterId id;
  private final int slot;
  private final Admission admission;
  private volatile ClusterConfig config;
  private volatile HostSet hosts = HostSet.EMPTY;
  private volatile boolean retired;

  Cluster(ClusterConfig config, int slot) {
    this.id = config.id();
    this.slot = slot;
    this.config = config;
    this.admission = new Admission(config.limits().requests());
  }

  public ClusterId id() {
    return id;
  }

  /** As the newest configuration wants it; the same object for as long as nothing changes in it. */
  public ClusterConfig config() {
    return config;
  }

  /** Whether requests may go to it over HTTP/2. */
  public boolean maySpeakHttp2() {
    return config.protocol().maySpeakHttp2();
  }

  /** Who may be asked; empty while no address is known. A retired cluster keeps its last hosts. */
  public HostSet hosts() {
    return hosts;
  }

  /**
   * A small number for arrays that workers keep per cluster. No two live clusters share one; that
   * of a retired cluster is given to another by a later call of {@link Clusters#reconcile}, while
   * requests to the retired one may still be under way, so what is found under a slot must be asked
   * which cluster it belongs to.
   */
  public int slot() {
    return slot;
  }

  /** Whether no configuration names it any more: keep no connection to it for later. */
  public boolean isRetired() {
    return retired;
  }

  /**
   * Asks leave for one more request.
   *
   * @return whether it was given; then {@link #release} is called once when the request ends
   */
  public boolean tryAdmit() {
    return admission.tryAdmit();
  }

  /** Gives back the leave for one request. */
  public void release() {
    admission.release();
  }

  /** How many requests are under way; exact when none begins or ends meanwhile. */
  public long active() {
    return admission.active();
  }

  void config(ClusterConfig newConfig) {
    config = newConfig;
    admission.limit(newConfig.limits().requests());
  }

  void publish(HostSet newHosts) {
    hosts = newHosts;
  }

  void retire() {
    retired = true;
  }

  @Override
  public String toString() {
    return id.toString();
  }
}
