package io.rauta.proxy.loop;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * The field {@code date} with the time of day (RFC 9110 section 5.6.7), written anew once a second.
 *
 * <p>Owned by one event loop.
 */
public final class HttpDate {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("'date: 'EEE, dd MMM yyyy HH:mm:ss 'GMT\r\n'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final long MILLIS = 1000;

  /** How many bytes the field has, its line end included. */
  public static final int LENGTH = "date: Sun, 06 Nov 1994 08:49:37 GMT\r\n".length();

  private final LongSupplier wallClock;
  private long second = Long.MIN_VALUE;
  private byte[] field = {};

  /** Tells time by {@code wallClock}, in milliseconds since 1970. */
  HttpDate(LongSupplier wallClock) {
    this.wallClock = wallClock;
  }

  /** The field with its line end. Not to be changed. */
  public byte[] field() {
    long now = wallClock.getAsLong() / MILLIS;
    if (now != second) {
      second = now;
      field = FORMAT.format(Instant.ofEpochSecond(now)).getBytes(StandardCharsets.US_ASCII);
    }
    return field;
  }
}
