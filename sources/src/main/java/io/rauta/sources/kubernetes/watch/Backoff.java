package io.rauta.sources.kubernetes.watch;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Waits that grow from one refusal to the next and differ by chance. Owned by one thread. */
final class Backoff {

  static final Duration LONGEST = Duration.ofSeconds(4);

  private static final Duration FIRST = Duration.ofMillis(100);

  private final RandomGenerator random;
  private Duration most = FIRST;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** The next wait: from half of what it has grown to, up to all of it. */
  Duration next() {
    long half = most.toNanos() / 2;
    Duration wait = Duration.ofNanos(half + random.nextLong(half + 1));
    Duration doubled = most.multipliedBy(2);
    most = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    return wait;
  }

  /** It goes well again. */
  void reset() {
    most = FIRST;
  }
}
