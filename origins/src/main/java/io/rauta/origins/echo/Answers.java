package io.rauta.origins.echo;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Chooses the answer to a request by the first segment of its path that is a command; other paths
 * get an echo.
 */
final class Answers {
  static final String STATS = "/origin-stats";

  private static final int BLOCK = 64 * 1024;
  private static final byte[] PATTERN = new byte[BLOCK];

  static {
    for (int i = 0; i < BLOCK; i++) {
      PATTERN[i] = (byte) ('a' + i % 26);
    }
  }

  private final String origin;
  private final OriginCounters counters;

  Answers(String origin, OriginCounters counters) {
    this.origin = origin;
    this.counters = counters;
  }

  /** The answer to a request whose body has been read. */
  Answer to(EchoRequest request) {
    String[] segments = request.path().split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      Optional<Answer> answer = command(request, segments, i);
      if (answer.isPresent()) {
        return answer.get();
      }
    }
    return echo(request, 200);
  }

  private Optional<Answer> command(EchoRequest request, String[] segments, int i) {
    return switch (segments[i]) {
      case "delay" -> Optional.of(delayed(millis(segments, i + 1), echo(request, 200)));
      case "status" -> Optional.of(echo(request, (int) number(segments, i + 1, 200)));
      case "stream" ->
          Optional.of(
              chunks(
                  request,
                  "text/plain",
                  "chunk %d\n",
                  number(segments, i + 1, 10),
                  millis(segments, i + 2)));
      case "sse" ->
          Optional.of(
              chunks(
                  request,
                  "text/event-stream",
                  "data: %d\n\n",
                  number(segments, i + 1, 10),
                  millis(segments, i + 2)));
      case "bytes" -> Optional.of(counted(request, number(segments, i + 1, 0)));
      case "mib" -> Optional.of(counted(request, number(segments, i + 1, 1) << 20));
      case "big" -> Optional.of(counted(request, number(segments, i + 1, 1) << 30));
      case "origin-stats" -> Optional.of(text(request, counters.toString()));
      default -> Optional.empty();
    };
  }

  private Answer echo(EchoRequest request, int status) {
    OutBytes body = new OutBytes();
    request.describe(body, origin);
    return out -> {
      boolean empty = status == 204 || status == 304;
      head(out, request, status, "application/json");
      if (!empty) {
        out.put("content-length: ").put(body.size()).put("\r\n");
      }
      out.put("\r\n");
      if (!empty && !request.method().equals("HEAD")) {
        out.put(body);
      }
      return Answer.DONE;
    };
  }

  private Answer text(EchoRequest request, String text) {
    return out -> {
      head(out, request, 200, "application/json");
      out.put("content-length: ").put(text.length()).put("\r\n\r\n").put(text);
      return Answer.DONE;
    };
  }

  private static Answer delayed(long nanos, Answer answer) {
    return new Answer() {
      private boolean waited;

      @Override
      public long write(OutBytes out) {
        if (waited || nanos == 0) {
          return answer.write(out);
        }
        waited = true;
        return nanos;
      }
    };
  }

  private Answer chunks(
      EchoRequest request, String type, String format, long count, long pauseNanos) {
    return new Answer() {
      private long next;

      @Override
      public long write(OutBytes out) {
        if (next == 0) {
          head(out, request, 200, type);
          out.put("transfer-encoding: chunked\r\n\r\n");
        }
        if (next < count) {
          String chunk = String.format(format, next++);
          out.put(Integer.toHexString(chunk.length())).put("\r\n").put(chunk).put("\r\n");
        }
        if (next < count) {
          return pauseNanos;
        }
        out.put("0\r\n\r\n");
        return Answer.DONE;
      }
    };
  }

  private Answer counted(EchoRequest request, long length) {
    return new Answer() {
      private long left = -1;

      @Override
      public long write(OutBytes out) {
        if (left < 0) {
          left = request.method().equals("HEAD") ? 0 : length;
          head(out, request, 200, "application/octet-stream");
          out.put("content-length: ").put(length).put("\r\n\r\n");
        }
        int count = (int) Math.min(left, BLOCK);
        out.put(PATTERN, 0, count);
        counters.bodyBytesSent.add(count);
        left -= count;
        return left == 0 ? Answer.DONE : 0;
      }
    };
  }

  private void head(OutBytes out, EchoRequest request, int status, String type) {
    out.put("HTTP/1.1 ")
        .put(status)
        .put(status == 200 ? " OK" : " Status")
        .put("\r\nx-origin: ")
        .put(origin);
    request.field("load-id").ifPresent(id -> out.put("\r\nload-id: ").put(id));
    if (request.path().endsWith("/close")) {
      out.put("\r\nconnection: close");
    }
    out.put("\r\ncontent-type: ").put(type).put("\r\n");
  }

  private static long millis(String[] segments, int index) {
    return TimeUnit.MILLISECONDS.toNanos(number(segments, index, 0));
  }

  private static long number(String[] segments, int index, long otherwise) {
    return index < segments.length ? Long.parseLong(segments[index]) : otherwise;
  }

  /** The bytes that {@code /bytes/N} answers with. */
  static byte[] pattern(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = PATTERN[i % BLOCK];
    }
    return Arrays.copyOf(bytes, length);
  }
}
