package io.rauta.sources.file;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Decides which versions of files are complete, and which of them go together. Owned by the thread
 * of its {@link FileSet}; times are of a monotonic clock.
 *
 * <p>A version is complete after its stamp has not changed for {@link #QUIET}, or at once when it
 * was moved into place. Complete versions wait {@link #GATHER} for others of the same change, and
 * up to {@link #HOLD} for files that are still being written.
 */
final class FileChanges {

  static final Duration QUIET = Duration.ofMillis(25);
  static final Duration GATHER = Duration.ofMillis(5);
  static final Duration HOLD = Duration.ofMillis(40);

  private record Seen(FileStamp stamp, long sinceNanos) {}

  private final Map<ListedFile, FileStamp> served = new HashMap<>();
  private final Map<ListedFile, Seen> moving = new HashMap<>();
  private final SortedMap<ListedFile, Seen> settled = new TreeMap<>();

  /** Files with a version in service or on its way. */
  Set<ListedFile> known() {
    Set<ListedFile> all = new TreeSet<>(served.keySet());
    all.addAll(moving.keySet());
    all.addAll(settled.keySet());
    return all;
  }

  /** Files to look at again after a while. */
  Set<ListedFile> moving() {
    return Set.copyOf(moving.keySet());
  }

  /** Whether any version waits to become complete or to be taken. */
  boolean isSettling() {
    return !moving.isEmpty() || !settled.isEmpty();
  }

  /** Whether the links on the way to {@code file} lead elsewhere than when it was read. */
  boolean redirects(ListedFile file, FileStamp stamp) {
    return served.get(file) instanceof FileStamp.Present before
        && stamp instanceof FileStamp.Present now
        && !now.target().equals(before.target());
  }

  /** Takes note of a file when all begins: one that is old enough is complete. */
  void found(ListedFile file, FileStamp stamp, long wallClockMillis, long nowNanos) {
    if (stamp instanceof FileStamp.Present present
        && wallClockMillis - present.modified().toMillis() >= QUIET.toMillis()) {
      settled.put(file, new Seen(stamp, nowNanos - HOLD.toNanos()));
    } else {
      observe(file, stamp, nowNanos);
    }
  }

  /** Takes note of what a file looks like now; it may still be being written. */
  void observe(ListedFile file, FileStamp stamp, long nowNanos) {
    Seen ready = settled.get(file);
    if (isServed(file, stamp)) {
      forget(file);
    } else if (redirects(file, stamp)) {
      settle(file, stamp, nowNanos);
    } else if (ready == null || !ready.stamp().equals(stamp)) {
      settled.remove(file);
      settleIfQuiet(file, stamp, nowNanos);
    }
  }

  /** Takes note of a file that seems to have been moved into place. */
  void observeMoved(ListedFile file, FileStamp stamp, long nowNanos) {
    if (!moving.containsKey(file) && replaces(file, stamp)) {
      settle(file, stamp, nowNanos);
    } else {
      observe(file, stamp, nowNanos);
    }
  }

  private boolean isServed(ListedFile file, FileStamp stamp) {
    return stamp.equals(served.getOrDefault(file, FileStamp.ABSENT));
  }

  /** Whether a file with content stands where another one was served from. */
  private boolean replaces(ListedFile file, FileStamp stamp) {
    return served.get(file) instanceof FileStamp.Present before
        && stamp instanceof FileStamp.Present now
        && now.size() > 0
        && !now.fileKey().equals(before.fileKey());
  }

  private void forget(ListedFile file) {
    moving.remove(file);
    settled.remove(file);
  }

  private void settle(ListedFile file, FileStamp stamp, long nowNanos) {
    moving.remove(file);
    settled.merge(
        file,
        new Seen(stamp, nowNanos),
        (before, now) -> new Seen(now.stamp(), before.sinceNanos()));
  }

  private void settleIfQuiet(ListedFile file, FileStamp stamp, long nowNanos) {
    Seen seen = moving.get(file);
    if (seen == null || !seen.stamp().equals(stamp)) {
      moving.put(file, new Seen(stamp, nowNanos));
    } else if (nowNanos - seen.sinceNanos() >= QUIET.toNanos()) {
      settle(file, stamp, nowNanos);
    }
  }

  /** Complete versions to read now; none while more of the change may follow. */
  SortedMap<ListedFile, FileStamp> take(long nowNanos) {
    SortedMap<ListedFile, FileStamp> taken = new TreeMap<>();
    if (!settled.isEmpty() && nanosToTake(nowNanos) <= 0) {
      settled.forEach((file, seen) -> taken.put(file, seen.stamp()));
      settled.clear();
    }
    return taken;
  }

  /** Says that a version is in service. */
  void served(ListedFile file, FileStamp stamp) {
    switch (stamp) {
      case FileStamp.Present present -> served.put(file, present);
      case FileStamp.Absent() -> served.remove(file);
    }
  }

  /** How long nothing will happen by itself; {@code otherwise} when nothing is on its way. */
  long nanosToNext(long nowNanos, long otherwise) {
    long next = settled.isEmpty() ? otherwise : Math.min(otherwise, nanosToTake(nowNanos));
    for (Seen seen : moving.values()) {
      next = Math.min(next, seen.sinceNanos() + QUIET.toNanos() - nowNanos);
    }
    return Math.max(0, next);
  }

  private long nanosToTake(long nowNanos) {
    long first =
        settled.values().stream()
            .map(Seen::sinceNanos)
            .min(Comparator.comparingLong(since -> since - nowNanos))
            .orElse(nowNanos);
    Duration wait = moving.isEmpty() ? GATHER : HOLD;
    return first + wait.toNanos() - nowNanos;
  }
}
