package io.rauta.origins.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Finds the end of one response in the bytes as they arrive, and keeps what its head says. Reused;
 * owned by a connection.
 */
final class ResponseScanner {
  private enum State {
    HEAD,
    COUNTED,
    CHUNK_SIZE,
    CHUNK_DATA,
    CHUNK_END,
    TRAILERS,
    UNTIL_CLOSE,
    DONE
  }

  private static final int HEAD_LIMIT = 64 * 1024;

  private byte[] line = new byte[512];
  private int lineLength;
  private State state = State.HEAD;
  private boolean started;
  private boolean close;
  private boolean chunked;
  private long count;
  private long left;
  private long bodyLength;
  private long id;
  private int status;

  void reset() {
    lineLength = 0;
    state = State.HEAD;
    started = false;
    close = false;
    chunked = false;
    count = -1;
    left = 0;
    bodyLength = 0;
    id = -1;
    status = 0;
  }

  /** Whether any byte of the response has arrived. */
  boolean started() {
    return started;
  }

  boolean done() {
    return state == State.DONE;
  }

  /** Whether the connection ends with this response. */
  boolean close() {
    return close;
  }

  int status() {
    return status;
  }

  /** The number in the field {@code load-id}, or -1. */
  long id() {
    return id;
  }

  long bodyLength() {
    return bodyLength;
  }

  /** Tells that the connection ended; true if that is the proper end of the response. */
  boolean eof() {
    if (state == State.UNTIL_CLOSE) {
      state = State.DONE;
    }
    return state == State.DONE;
  }

  /**
   * Takes bytes up to the end of the response; returns the position after what it took, or -1 if
   * they are malformed.
   */
  int feed(byte[] bytes, int from, int to) {
    int at = from;
    started |= to > from;
    while (at < to && state != State.DONE) {
      switch (state) {
        case COUNTED, CHUNK_DATA -> {
          int taken = (int) Math.min(left, to - at);
          at += taken;
          left -= taken;
          bodyLength += taken;
          if (left == 0) {
            state = state == State.COUNTED ? State.DONE : State.CHUNK_END;
          }
        }
        case UNTIL_CLOSE -> {
          bodyLength += to - at;
          at = to;
        }
        case HEAD, CHUNK_SIZE, CHUNK_END, TRAILERS -> {
          at = takeLine(bytes, at, to);
          if (at < 0) {
            return -1;
          }
        }
        case DONE -> throw new IllegalStateException();
      }
    }
    return at;
  }

  private int takeLine(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      byte b = bytes[at];
      if (b == '\n') {
        if (lineLength == 0 || line[lineLength - 1] != '\r') {
          return -1;
        }
        lineLength--;
        boolean good = endOfLine();
        lineLength = 0;
        return good ? at + 1 : -1;
      }
      if (lineLength == line.length) {
        if (lineLength >= HEAD_LIMIT) {
          return -1;
        }
        line = Arrays.copyOf(line, 2 * line.length);
      }
      line[lineLength++] = b;
    }
    return to;
  }

  private boolean endOfLine() {
    switch (state) {
      case HEAD -> {
        return status == 0 ? statusLine() : lineLength == 0 ? endOfHead() : field();
      }
      case CHUNK_SIZE -> {
        left = number(16, 0);
        state = left == 0 ? State.TRAILERS : State.CHUNK_DATA;
        return left >= 0;
      }
      case CHUNK_END -> {
        state = State.CHUNK_SIZE;
        return lineLength == 0;
      }
      case TRAILERS -> {
        state = lineLength == 0 ? State.DONE : State.TRAILERS;
        return true;
      }
      case COUNTED, CHUNK_DATA, UNTIL_CLOSE, DONE -> throw new IllegalStateException();
    }
    return false;
  }

  private boolean statusLine() {
    if (lineLength < 13 || line[0] != 'H' || line[8] != ' ' || line[12] != ' ') {
      return false;
    }
    status = (line[9] - '0') * 100 + (line[10] - '0') * 10 + line[11] - '0';
    return status >= 100 && status <= 599;
  }

  private boolean field() {
    switch (line[0] | 0x20) {
      case 'c' -> {
        if (named("content-length:")) {
          count = number(10, 15);
          return count >= 0;
        }
        close |= named("connection:") && text(11).equals("close");
      }
      case 't' -> chunked |= named("transfer-encoding:") && text(18).equals("chunked");
      case 'l' -> id = named("load-id:") ? number(10, 8) : id;
      default -> {}
    }
    return true;
  }

  private boolean endOfHead() {
    if (status < 200) {
      status = 0;
    } else if (chunked) {
      state = State.CHUNK_SIZE;
    } else if (status == 204 || status == 304 || count == 0) {
      state = State.DONE;
    } else if (count > 0) {
      left = count;
      state = State.COUNTED;
    } else {
      close = true;
      state = State.UNTIL_CLOSE;
    }
    return !(chunked && count >= 0);
  }

  private boolean named(String name) {
    if (lineLength < name.length()) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      int b = line[i];
      if ((b >= 'A' && b <= 'Z' ? b + 32 : b) != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private String text(int from) {
    return new String(line, from, lineLength - from, StandardCharsets.ISO_8859_1)
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  private long number(int radix, int from) {
    int at = from;
    while (at < lineLength && line[at] == ' ') {
      at++;
    }
    long value = at == lineLength ? -1 : 0;
    for (; at < lineLength; at++) {
      int digit = Character.digit(line[at], radix);
      if (digit < 0) {
        return -1;
      }
      value = value * radix + digit;
    }
    return value;
  }
}
