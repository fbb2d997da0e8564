package io.rauta.proxy.forward;

import io.rauta.proxy.loop.WorkerLoop;
import io.rauta.proxy.observe.CauseLog;
import io.rauta.proxy.observe.RouteCells;
import io.rauta.proxy.observe.WorkerMetrics;
import io.rauta.proxy.pool.WorkerClusters;
import io.rauta.proxy.route.WeightedCycle;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * What the exchanges of one worker share.
 *
 * <p>Owned by the worker's loop.
 */
public final class ForwardContext {

  private final WorkerLoop loop;
  private final WorkerMetrics metrics;
  private final WorkerClusters clusters;
  private final CauseLog causes;
  private final RetryBudget retries;
  private final ReplayRoom replayRoom = new ReplayRoom();
  private final Map<ForwardRule, WeightedCycle> cycles = new WeakHashMap<>();
  private final Map<MirrorTarget, MirrorCells> mirrors = new WeakHashMap<>();
  private RouteCells[] cells = {};
  private final RouteCells unrouted = new RouteCells("");

  /** The context of the worker that runs {@code loop}. */
  public ForwardContext(
      WorkerLoop loop, WorkerMetrics metrics, WorkerClusters clusters, CauseLog causes) {
    this.loop = loop;
    this.metrics = metrics;
    this.clusters = clusters;
    this.causes = causes;
    this.retries = new RetryBudget(metrics);
  }

  WorkerLoop loop() {
    return loop;
  }

  WorkerMetrics metrics() {
    return metrics;
  }

  WorkerClusters clusters() {
    return clusters;
  }

  CauseLog causes() {
    return causes;
  }

  RetryBudget retries() {
    return retries;
  }

  ReplayRoom replayRoom() {
    return replayRoom;
  }

  /** Cells of requests that no route took. */
  public RouteCells unrouted() {
    return unrouted;
  }

  /** Cells of every route, by slot. */
  public RouteCells[] cells() {
    return cells;
  }

  /** Replaces the cells of every route. */
  public void cells(RouteCells[] current) {
    cells = current;
  }

  RouteCells cellsOf(ForwardRule rule) {
    return cells[rule.routeSlot()];
  }

  /** Where the next request of {@code rule} goes, which is not broken as a whole. */
  ForwardRule.Target nextTarget(ForwardRule rule) {
    if (rule.targets().size() == 1) {
      return rule.targets().get(0);
    }
    WeightedCycle cycle = cycles.get(rule);
    if (cycle == null) {
      cycle = new WeightedCycle(rule.weights(), loop.random());
      cycles.put(rule, cycle);
    }
    return rule.targets().get(cycle.next());
  }

  /** This worker's account of {@code target}. */
  MirrorCells mirrorCells(MirrorTarget target) {
    return mirrors.computeIfAbsent(target, mirror -> new MirrorCells(mirror, loop.random()));
  }
}
