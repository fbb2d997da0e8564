package io.rauta.proxy.forward;

import io.rauta.config.route.RetryPolicy;
import io.rauta.config.route.RouteTimeouts;
import io.rauta.proxy.cluster.Cluster;
import io.rauta.proxy.filter.FilterChain;
import java.util.List;

/**
 * A rule compiled for serving. Immutable, shared by all workers, compared by identity.
 *
 * <p>Holds handles to live upstreams, which outlive configurations.
 */
public final class ForwardRule {

  /** Value of a timeout that does not apply. */
  static final long NONE = 0;

  /** Where a share of the requests goes. */
  public sealed interface Target {

    /**
     * An upstream.
     *
     * @param filters of this share only
     * @param mirrors who gets copies of this share, besides those of the rule
     */
    record ToCluster(Cluster cluster, FilterChain filters, List<MirrorTarget> mirrors)
        implements Target {}

    /**
     * Nowhere: the share is answered by these filters.
     *
     * @param filters of this share only, the last of which answers
     */
    record Elsewhere(FilterChain filters) implements Target {}

    /** Nowhere: the share is answered 500. */
    record Broken() implements Target {}
  }

  private final int routeSlot;
  private final FilterChain filters;
  private final List<Target> targets;
  private final int[] weights;
  private final List<MirrorTarget> mirrors;
  private final boolean hasTargetMirrors;
  private final AttemptPolicy attemptPolicy;
  private final long untilHeadNanos;
  private final long wholeNanos;
  private final long attemptNanos;

  /**
   * @param routeSlot where each worker keeps the cells of the route
   * @param targets with their weights, in the same order; none for a rule that is broken as a
   *     whole, or whose filters answer every request
   */
  public ForwardRule(
      int routeSlot,
      FilterChain filters,
      List<Target> targets,
      List<Integer> weights,
      List<MirrorTarget> mirrors,
      RetryPolicy retry,
      RouteTimeouts timeouts) {
    this.routeSlot = routeSlot;
    this.filters = filters;
    this.targets = List.copyOf(targets);
    this.weights = weights.stream().mapToInt(Integer::intValue).toArray();
    this.mirrors = List.copyOf(mirrors);
    this.hasTargetMirrors =
        targets.stream()
            .anyMatch(target -> target instanceof Target.ToCluster to && !to.mirrors().isEmpty());
    this.attemptPolicy = AttemptPolicy.of(retry);
    this.attemptNanos = timeouts.backendRequest().map(limit -> limit.toNanos()).orElse(NONE);
    switch (timeouts.request()) {
      case RouteTimeouts.RequestTimeout.UntilResponseHead untilHead -> {
        untilHeadNanos = untilHead.limit().toNanos();
        wholeNanos = NONE;
      }
      case RouteTimeouts.RequestTimeout.Whole whole -> {
        untilHeadNanos = NONE;
        wholeNanos = whole.limit().toNanos();
      }
      case RouteTimeouts.RequestTimeout.Unlimited unlimited -> {
        untilHeadNanos = NONE;
        wholeNanos = NONE;
      }
    }
  }

  int routeSlot() {
    return routeSlot;
  }

  FilterChain filters() {
    return filters;
  }

  List<Target> targets() {
    return targets;
  }

  /** The weights of the targets. Not to be changed. */
  int[] weights() {
    return weights;
  }

  /** Whether any of its requests may be copied. */
  boolean isMirrored() {
    return hasTargetMirrors || !mirrors.isEmpty();
  }

  /** Who gets copies, whatever the target. */
  List<MirrorTarget> mirrors() {
    return mirrors;
  }

  /** Whether any target has mirrors of its own. */
  boolean hasTargetMirrors() {
    return hasTargetMirrors;
  }

  /** What follows an attempt that came to nothing. */
  AttemptPolicy attemptPolicy() {
    return attemptPolicy;
  }

  /** From the end of the request to the response head, or {@link #NONE}. */
  long untilHeadNanos() {
    return untilHeadNanos;
  }

  /** From the request head to the end of the response, or {@link #NONE}. */
  long wholeNanos() {
    return wholeNanos;
  }

  /** From the start of an attempt to its response head, or {@link #NONE}. */
  long attemptNanos() {
    return attemptNanos;
  }
}
