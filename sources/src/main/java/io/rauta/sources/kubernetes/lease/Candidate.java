package io.rauta.sources.kubernetes.lease;

import java.time.Duration;
import java.util.Optional;

/**
 * What one replica knows of the Lease, and whether it may take it. Times are those of its own
 * monotonic clock: how long a record has not changed counts, not what is written in it, so that
 * clocks which differ make no two leaders.
 *
 * <p>Owned by the thread of the election.
 */
final class Candidate {

  /** What the Lease is known to be. */
  private sealed interface Known {
    /** It has to be read. */
    record Nothing() implements Known {}

    /** There is none. */
    record NoLease() implements Known {}

    /** There is one. */
    record Read(LeaseRecord lease, long unchangedSince) implements Known {}
  }

  private final String identity;
  private final LeaseTimes times;
  private Known known = new Known.Nothing();
  private Optional<Known.Read> watched = Optional.empty();

  Candidate(String identity, LeaseTimes times) {
    this.identity = identity;
    this.times = times;
  }

  /** Whether the Lease has to be read before anything can be said. */
  boolean mustRead() {
    return switch (known) {
      case Known.Nothing nothing -> true;
      case Known.NoLease none -> true;
      case Known.Read read -> !read.lease().holder().equals(identity);
    };
  }

  /** The Lease was read, or answered to a write. */
  void saw(LeaseRecord lease, long now) {
    boolean same =
        watched
            .filter(read -> read.lease().resourceVersion().equals(lease.resourceVersion()))
            .isPresent();
    long since = same ? watched.get().unchangedSince() : now;
    Known.Read read = new Known.Read(lease, since);
    known = read;
    watched = Optional.of(read);
  }

  /** There is no Lease. */
  void sawNone() {
    known = new Known.NoLease();
  }

  /** What is known may be out of date. */
  void doubt() {
    known = new Known.Nothing();
  }

  /** The Lease as it is known; empty if there is none. */
  Optional<LeaseRecord> lease() {
    return switch (known) {
      case Known.Nothing nothing -> Optional.empty();
      case Known.NoLease none -> Optional.empty();
      case Known.Read read -> Optional.of(read.lease());
    };
  }

  /** Whether another replica is known to hold the Lease, be it over or not. */
  boolean isOthers() {
    return lease().map(LeaseRecord::holder).filter(this::isOther).isPresent();
  }

  /** How long it takes until this replica may take the Lease; zero if it may. */
  Duration untilFree(long now) {
    return switch (known) {
      case Known.Nothing nothing -> times.retry();
      case Known.NoLease none -> Duration.ZERO;
      case Known.Read read -> untilFree(read, now);
    };
  }

  private Duration untilFree(Known.Read read, long now) {
    if (!isOther(read.lease().holder())) {
      return Duration.ZERO;
    }
    long granted = Math.max(read.lease().durationSeconds(), 1);
    Duration left =
        Duration.ofSeconds(granted).minus(Duration.ofNanos(now - read.unchangedSince()));
    return left.isNegative() ? Duration.ZERO : left;
  }

  private boolean isOther(String holder) {
    return !holder.isEmpty() && !holder.equals(identity);
  }
}
