package io.rauta.proxy.tls;

import io.netty.handler.ssl.OpenSslSessionTicketKey;
import java.security.SecureRandom;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The keys by which sessions of one listener may be resumed. They never leave the process and
 * change twice in the time for which a session may be resumed; the one before the newest is still
 * understood.
 *
 * <p>Thread-safe.
 */
final class TicketKeys {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final long periodNanos;
  private volatile @Nullable Keys current;

  /**
   * @param lifetime how long a session may be resumed
   */
  TicketKeys(Duration lifetime) {
    this.periodNanos = lifetime.toNanos() / 2;
  }

  /** The keys at {@code now}, of a monotonic clock; the same object until they change. */
  Keys at(long now) {
    Keys keys = current;
    return keys != null && now - keys.until() < 0 ? keys : next(now);
  }

  private synchronized Keys next(long now) {
    Keys last = current;
    if (last != null && now - last.until() < 0) {
      return last;
    }
    OpenSslSessionTicketKey newest = random();
    boolean isLastYoung = last != null && now - last.until() < periodNanos;
    Keys next =
        new Keys(
            isLastYoung && last != null
                ? new OpenSslSessionTicketKey[] {newest, last.keys()[0]}
                : new OpenSslSessionTicketKey[] {newest},
            now + periodNanos);
    current = next;
    return next;
  }

  private static OpenSslSessionTicketKey random() {
    return new OpenSslSessionTicketKey(
        random(OpenSslSessionTicketKey.NAME_SIZE),
        random(OpenSslSessionTicketKey.HMAC_KEY_SIZE),
        random(OpenSslSessionTicketKey.AES_KEY_SIZE));
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  /**
   * Keys of one period.
   *
   * @param keys the one that seals, then those that are only understood
   * @param until when they change
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by identity only
  record Keys(OpenSslSessionTicketKey[] keys, long until) {}
}
