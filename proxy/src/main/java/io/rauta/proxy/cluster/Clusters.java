package io.rauta.proxy.cluster;

import io.rauta.config.cluster.ClusterConfig;
import io.rauta.config.cluster.ClusterId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All live upstreams. Owns the cluster thread, one daemon platform thread, on which membership is
 * decided, hosts are published and listeners are called. Names are looked up on virtual threads,
 * never on an event loop.
 */
public final class Clusters implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Clusters.class);

  /**
   * From the end of a lookup to the next one of that name: the usual lifetime of records that are
   * meant to change, since the JDK does not tell the real one.
   */
  static final Duration LOOKUP_INTERVAL = Duration.ofSeconds(5);

  /** How long a configuration waits for names that it brings. */
  static final Duration FIRST_LOOKUP_LIMIT = Duration.ofSeconds(2);

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("rauta-clusters").factory());
  private final HostsListener listener;
  private final Names names;
  private final Map<ClusterId, Membership> live = new HashMap<>();
  private final BitSet slots = new BitSet();

  /**
   * Starts without clusters.
   *
   * @param resolver looks up the names of endpoints
   * @param nanoClock a monotonic clock, such as that of the system
   * @param listener told of each publication
   */
  public Clusters(Resolver resolver, LongSupplier nanoClock, HostsListener listener) {
    this(resolver, nanoClock, listener, LOOKUP_INTERVAL);
  }

  Clusters(
      Resolver resolver, LongSupplier nanoClock, HostsListener listener, Duration lookupInterval) {
    this.listener = listener;
    this.names = new Names(resolver, nanoClock, lookupInterval, thread, this::publishUsersOf);
  }

  /**
   * Keeps a live cluster for each of {@code wanted} and retires all others.
   *
   * <p>A cluster whose id was known stays the same object with its hosts and gets the new
   * configuration, unless it equals the one it has. Returns when all addresses that need no lookup
   * are published and each name that was not watched before was looked up once, or 2 s passed.
   * Blocks; called by one thread at a time, never by the cluster thread or an event loop.
   *
   * @return the live cluster of each id
   */
  public Map<ClusterId, Cluster> reconcile(Map<ClusterId, ClusterConfig> wanted) {
    Started started = CompletableFuture.supplyAsync(() -> start(wanted), thread).join();
    started
        .lookups()
        .completeOnTimeout(null, FIRST_LOOKUP_LIMIT.toNanos(), TimeUnit.NANOSECONDS)
        .join();
    return started.clusters();
  }

  /** Ends the cluster thread. Clusters keep their last hosts. */
  @Override
  public void close() {
    thread.shutdownNow();
  }

  private Started start(Map<ClusterId, ClusterConfig> wanted) {
    Map<ClusterId, Cluster> clusters = new LinkedHashMap<>();
    List<Membership> changed = new ArrayList<>();
    wanted.forEach((id, config) -> clusters.put(id, keep(config, changed)));
    // After the new ones have their slots, so that a plan still served shares none with them.
    live.values().removeIf(member -> !wanted.containsKey(member.cluster().id()) && retire(member));
    Set<String> wantedNames =
        wanted.values().stream().flatMap(Membership::namesOf).collect(Collectors.toSet());
    CompletableFuture<Void> lookups = names.watch(wantedNames);
    changed.forEach(this::publish);
    return new Started(Map.copyOf(clusters), lookups);
  }

  private Cluster keep(ClusterConfig config, List<Membership> changed) {
    Membership known = live.get(config.id());
    if (known == null) {
      int slot = slots.nextClearBit(0);
      slots.set(slot);
      known = new Membership(new Cluster(config, slot), names);
      live.put(config.id(), known);
      changed.add(known);
    } else if (!known.cluster().config().equals(config)) {
      known.cluster().config(config);
      changed.add(known);
    }
    return known.cluster();
  }

  private boolean retire(Membership member) {
    member.cluster().retire();
    slots.clear(member.cluster().slot());
    return true;
  }

  private void publishUsersOf(String name) {
    live.values().stream().filter(member -> member.uses(name)).forEach(this::publish);
  }

  private void publish(Membership member) {
    if (member.publish()) {
      Cluster cluster = member.cluster();
      LOG.debug("cluster={} hosts={}", cluster, cluster.hosts().size());
      try {
        listener.onHosts(cluster);
      } catch (RuntimeException e) {
        LOG.error("cluster={} a listener failed", cluster, e);
      }
    }
  }

  /**
   * What a configuration began.
   *
   * @param clusters the live clusters
   * @param lookups completed when each new name was looked up once
   */
  private record Started(Map<ClusterId, Cluster> clusters, CompletableFuture<Void> lookups) {}
}
