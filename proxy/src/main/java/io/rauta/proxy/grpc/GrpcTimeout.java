package io.rauta.proxy.grpc;

import io.rauta.proxy.http.FieldName;
import io.rauta.proxy.http.HeaderBlock;
import java.util.concurrent.TimeUnit;

/**
 * Reads the field {@code grpc-timeout}: one to eight digits and a unit, which is one of {@code H M
 * S m u n}.
 */
final class GrpcTimeout {

  /** There is no such field. */
  static final long NONE = -1;

  /** The field, or one of several, is not as it should be. */
  static final long MALFORMED = -2;

  private static final int MAX_DIGITS = 8;

  private GrpcTimeout() {}

  /** The timeout in nanoseconds, {@link #NONE} or {@link #MALFORMED}. */
  static long nanos(HeaderBlock headers) {
    int field = headers.find(FieldName.GRPC_TIMEOUT, 0);
    if (field < 0) {
      return NONE;
    }
    return headers.find(FieldName.GRPC_TIMEOUT, field + 1) < 0
        ? nanos(headers.bytes(), headers.valueStart(field), headers.valueEnd(field))
        : MALFORMED;
  }

  private static long nanos(byte[] bytes, int start, int end) {
    int digits = end - start - 1;
    if (digits < 1 || digits > MAX_DIGITS) {
      return MALFORMED;
    }
    long value = 0;
    for (int i = start; i < end - 1; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return MALFORMED;
      }
      value = value * 10 + bytes[i] - '0';
    }
    return switch (bytes[end - 1]) {
      case 'H' -> TimeUnit.HOURS.toNanos(value);
      case 'M' -> TimeUnit.MINUTES.toNanos(value);
      case 'S' -> TimeUnit.SECONDS.toNanos(value);
      case 'm' -> TimeUnit.MILLISECONDS.toNanos(value);
      case 'u' -> TimeUnit.MICROSECONDS.toNanos(value);
      case 'n' -> value;
      default -> MALFORMED;
    };
  }
}
