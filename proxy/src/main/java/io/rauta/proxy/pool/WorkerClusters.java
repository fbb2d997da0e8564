package io.rauta.proxy.pool;

import io.rauta.proxy.cluster.Cluster;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One worker's views of all upstreams, found by the slot of the upstream.
 *
 * <p>Owned by the worker's loop.
 */
public final class WorkerClusters {

  private final PoolContext context;
  private @Nullable WorkerCluster[] bySlot = new @Nullable WorkerCluster[16];

  /** Has seen no upstream yet. */
  public WorkerClusters(PoolContext context) {
    this.context = context;
  }

  /** The worker's view of {@code cluster}. */
  public WorkerCluster of(Cluster cluster) {
    int slot = cluster.slot();
    if (slot < bySlot.length) {
      WorkerCluster known = bySlot[slot];
      if (known != null && known.cluster() == cluster) {
        return known;
      }
    }
    return create(cluster, slot);
  }

  private WorkerCluster create(Cluster cluster, int slot) {
    if (slot >= bySlot.length) {
      bySlot = Arrays.copyOf(bySlot, Math.max(slot + 1, bySlot.length * 2));
    }
    WorkerCluster earlier = bySlot[slot];
    if (earlier != null) {
      earlier.retire();
    }
    WorkerCluster created = new WorkerCluster(cluster, context);
    bySlot[slot] = created;
    return created;
  }

  /** Closes what is unused of hosts and upstreams that are gone. */
  public void refresh() {
    for (int slot = 0; slot < bySlot.length; slot++) {
      WorkerCluster known = bySlot[slot];
      if (known == null) {
        continue;
      }
      if (known.cluster().isRetired()) {
        known.retire();
        bySlot[slot] = null;
      } else {
        known.refresh();
      }
    }
  }

  /** Closes everything unused. */
  public void close() {
    for (WorkerCluster known : bySlot) {
      if (known != null) {
        known.retire();
      }
    }
  }
}
