package io.rauta.proxy;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import io.rauta.config.listener.BindAddress;
import io.rauta.proxy.forward.ForwardContext;
import io.rauta.proxy.listener.HandshakeLimit;
import io.rauta.proxy.listener.HandshakePace;
import io.rauta.proxy.listener.Handshakes;
import io.rauta.proxy.listener.WorkerListener;
import io.rauta.proxy.loop.Transport;
import io.rauta.proxy.loop.WorkerLoop;
import io.rauta.proxy.observe.CauseLog;
import io.rauta.proxy.observe.MetricSum;
import io.rauta.proxy.observe.RouteCells;
import io.rauta.proxy.observe.WorkerMetrics;
import io.rauta.proxy.pool.PoolContext;
import io.rauta.proxy.pool.WorkerClusters;
import io.rauta.proxy.session.ServerConnections;
import io.rauta.proxy.tls.UpstreamTlsContexts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/**
 * One event loop with all that it serves: its view of the plan, its pools, its cells, its
 * connections. No locks.
 *
 * <p>Everything but the constructor runs on the loop; others send tasks to {@link #loop}.
 */
final class Worker {

  private final WorkerLoop loop;
  private final WorkerMetrics metrics = new WorkerMetrics();
  private final WorkerClusters clusters;
  private final ForwardContext forward;
  private final Handshakes handshakes;
  private final Map<BindAddress, WorkerListener> listeners = new HashMap<>();
  private final List<WorkerListener> ending = new ArrayList<>();

  /** The names of the routes that there are cells for. */
  private List<String> routes = List.of();

  Worker(
      EventLoop eventLoop,
      ByteBufAllocator allocator,
      Transport transport,
      UpstreamTlsContexts upstreamTls,
      HandshakeLimit handshakes,
      LongSupplier clock,
      LongSupplier wallClock) {
    this.loop = new WorkerLoop(eventLoop, allocator, clock, wallClock, new SplittableRandom());
    this.handshakes = new Handshakes(handshakes, new HandshakePace(loop));
    this.clusters = new WorkerClusters(new PoolContext(loop, metrics, transport, upstreamTls));
    this.forward = new ForwardContext(loop, metrics, clusters, new CauseLog(clock));
  }

  WorkerLoop loop() {
    return loop;
  }

  /** Serves {@code plan} from the next request on. */
  void install(ServingPlan plan) {
    if (plan.routes() != routes) {
      routes = plan.routes();
      forward.cells(cells(routes, forward.cells()));
    }
    plan.listeners()
        .forEach(
            (address, planned) -> {
              WorkerListener known = listeners.get(address);
              if (known == null) {
                listeners.put(
                    address, new WorkerListener(forward, loop, metrics, handshakes, planned));
              } else {
                known.swap(planned);
              }
            });
    clusters.refresh();
  }

  private static RouteCells[] cells(List<String> routes, RouteCells[] earlier) {
    RouteCells[] cells = new RouteCells[routes.size()];
    for (int slot = 0; slot < cells.length; slot++) {
      boolean isKept = slot < earlier.length && earlier[slot].route().equals(routes.get(slot));
      cells[slot] = isKept ? earlier[slot] : new RouteCells(routes.get(slot));
    }
    return cells;
  }

  WorkerListener listener(BindAddress address) {
    WorkerListener listener = listeners.get(address);
    if (listener == null) {
      throw new IllegalArgumentException("no listener " + address + " was installed");
    }
    return listener;
  }

  /** Lets the connections of a listener that is no longer wanted end with their next answer. */
  void retire(BindAddress address, long idleGraceNanos) {
    WorkerListener retired = listeners.remove(address);
    if (retired != null) {
      ending.removeIf(listener -> listener.connections().size() == 0);
      ending.add(retired);
      retired.endHandshakes();
      retired.connections().drain(idleGraceNanos);
    }
  }

  /** Closes what is unused of upstreams that have changed. */
  void refreshClusters() {
    clusters.refresh();
  }

  /** Lets every connection end with its next answer. */
  void drain(long idleGraceNanos) {
    all().forEach(connections -> connections.drain(idleGraceNanos));
  }

  /** Ends every connection at once; answers how many requests that has cut. */
  long cut() {
    long before = metrics.drainCuts();
    all().forEach(ServerConnections::cut);
    return metrics.drainCuts() - before;
  }

  /** How many client connections are open. */
  int connections() {
    return all().stream().mapToInt(ServerConnections::size).sum();
  }

  /** Closes unused upstream connections. */
  void close() {
    clusters.close();
  }

  /** Adds the worker's cells to {@code sum}. */
  void addTo(MetricSum sum) {
    metrics.addTo(sum);
    sum.add(forward.unrouted());
    for (RouteCells cells : forward.cells()) {
      sum.add(cells);
    }
  }

  private List<ServerConnections> all() {
    List<ServerConnections> all = new ArrayList<>();
    listeners.values().forEach(listener -> all.add(listener.connections()));
    ending.forEach(listener -> all.add(listener.connections()));
    return all;
  }
}
