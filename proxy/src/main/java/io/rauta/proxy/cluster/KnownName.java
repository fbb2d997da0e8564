package io.rauta.proxy.cluster;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What is known about one DNS name: the last addresses and how far to trust them. Owned by the
 * cluster thread; a pure machine over outcomes and times.
 *
 * <p>Addresses are kept through failed lookups for {@link #STALE_LIMIT} after the last answer, and
 * through denials until {@link #DENIALS} came without an answer between them: a server that is
 * being restarted denies names that it will know in a moment.
 */
final class KnownName {

  /** How long addresses serve while lookups fail. */
  static final Duration STALE_LIMIT = Duration.ofHours(1);

  /** How many denials it takes to believe that a name is gone. */
  static final int DENIALS = 3;

  private static final Comparator<InetAddress> BY_BYTES =
      Comparator.comparing(InetAddress::getAddress, Arrays::compareUnsigned);

  private List<InetAddress> addresses = List.of();
  private boolean asked;
  private long answeredNanos;
  private int denials;

  /** Its addresses in an order that answers do not change. */
  List<InetAddress> addresses() {
    return addresses;
  }

  /** Whether a lookup has ended, in whatever way. */
  boolean isAsked() {
    return asked;
  }

  /** A lookup had an answer, which is not empty. */
  void answered(List<InetAddress> answer, long nowNanos) {
    asked = true;
    answeredNanos = nowNanos;
    denials = 0;
    addresses = answer.stream().distinct().sorted(BY_BYTES).toList();
  }

  /** A lookup said that there is no such name. */
  void denied() {
    asked = true;
    if (++denials >= DENIALS) {
      addresses = List.of();
    }
  }

  /** A lookup had no answer. */
  void failed(long nowNanos) {
    asked = true;
    if (nowNanos - answeredNanos > STALE_LIMIT.toNanos()) {
      addresses = List.of();
    }
  }
}
