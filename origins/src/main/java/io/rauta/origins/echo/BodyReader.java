package io.rauta.origins.echo;

import java.nio.charset.StandardCharsets;

/**
 * Consumes the body of the current request, counted or chunked, as it arrives. Reused; owned by a
 * connection.
 */
final class BodyReader {
  private enum State {
    DATA,
    SIZE_LINE,
    DATA_END,
    TRAILERS,
    DONE
  }

  private State state = State.DONE;
  private boolean chunked;
  private long left;

  /** Starts the body that the head announces. */
  void start(EchoRequest request) {
    chunked = request.field("transfer-encoding").isPresent();
    left = chunked ? 0 : request.field("content-length").map(Long::parseLong).orElse(0L);
    state = chunked ? State.SIZE_LINE : left > 0 ? State.DATA : State.DONE;
  }

  boolean done() {
    return state == State.DONE;
  }

  /**
   * Takes what belongs to the body; returns the position after it. Stops before an incomplete line.
   */
  int consume(byte[] bytes, int from, int to, EchoRequest request) {
    int at = from;
    while (state != State.DONE) {
      if (state == State.DATA) {
        int count = (int) Math.min(left, to - at);
        request.body(bytes, at, count);
        at += count;
        left -= count;
        if (left > 0) {
          return at;
        }
        state = chunked ? State.DATA_END : State.DONE;
      } else {
        int lineEnd = lineEnd(bytes, at, to);
        if (lineEnd < 0) {
          return at;
        }
        line(new String(bytes, at, lineEnd - at, StandardCharsets.ISO_8859_1));
        at = lineEnd + 2;
      }
    }
    return at;
  }

  private void line(String line) {
    switch (state) {
      case SIZE_LINE -> {
        left = Long.parseLong(line.split(";", 2)[0], 16);
        state = left == 0 ? State.TRAILERS : State.DATA;
      }
      case DATA_END -> state = State.SIZE_LINE;
      case TRAILERS -> state = line.isEmpty() ? State.DONE : State.TRAILERS;
      case DATA, DONE -> throw new IllegalStateException(state.toString());
    }
  }

  private static int lineEnd(byte[] bytes, int from, int to) {
    for (int i = from; i + 1 < to; i++) {
      if (bytes[i] == '\r' && bytes[i + 1] == '\n') {
        return i;
      }
    }
    return -1;
  }
}
