package io.rauta.proxy.http1.syntax;

import io.netty.buffer.ByteBuf;
import io.rauta.proxy.http.Ascii;
import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.http.LocalReply;
import io.rauta.proxy.http.TrailerRules;
import org.jspecify.annotations.Nullable;

/**
 * Reads a chunked body (RFC 9112 section 7.1), strictly: at most eight size digits, extensions to
 * the letter of the grammar and without blanks, nothing but CRLF as line end. Extensions are
 * dropped.
 *
 * <p>Owned by one event loop and reused after {@link #reset}.
 */
final class ChunkReader {

  private static final int MAX_SIZE_DIGITS = 8;
  private static final int MAX_EXTENSION_BYTES = 4 * 1024;

  private enum State {
    SIZE,
    EXTENSION_NAME_START,
    EXTENSION_NAME,
    EXTENSION_VALUE_START,
    EXTENSION_TOKEN,
    EXTENSION_QUOTED,
    EXTENSION_ESCAPED,
    EXTENSION_QUOTED_END,
    SIZE_LF,
    DATA,
    DATA_CR,
    DATA_LF,
    TRAILERS,
    DONE,
    BROKEN
  }

  private final HeaderBlock trailers = new HeaderBlock();
  private final HeadReader trailerReader;
  private State state = State.SIZE;
  private long remaining;
  private int digits;
  private int extensionBytes;

  ChunkReader(HeadLimits trailerLimits) {
    this.trailerReader =
        new HeadReader(trailers, (bytes, start, end) -> LocalReply.BAD_REQUEST, trailerLimits);
  }

  void reset() {
    state = State.SIZE;
    remaining = 0;
    digits = 0;
    extensionBytes = 0;
  }

  /** The trailers of a complete body, or null where there are none. */
  @Nullable HeaderBlock trailers() {
    return state == State.DONE && trailers.count() > 0 ? trailers : null;
  }

  Progress read(ByteBuf in, BodySink sink) {
    while (in.isReadable()) {
      switch (state) {
        case DATA -> data(in, sink);
        case TRAILERS -> trailers(in);
        case DONE -> {
          return Progress.COMPLETE;
        }
        case BROKEN -> {
          return Progress.REFUSED;
        }
        default -> state = next(in.readByte());
      }
    }
    return switch (state) {
      case DONE -> Progress.COMPLETE;
      case BROKEN -> Progress.REFUSED;
      default -> Progress.MORE;
    };
  }

  private void data(ByteBuf in, BodySink sink) {
    int size = (int) Math.min(remaining, in.readableBytes());
    remaining -= size;
    if (remaining == 0) {
      state = State.DATA_CR;
    }
    sink.onBodyData(in.readRetainedSlice(size));
  }

  private void trailers(ByteBuf in) {
    state =
        switch (trailerReader.read(in)) {
          case MORE -> State.TRAILERS;
          case COMPLETE -> {
            TrailerRules.clean(trailers);
            yield State.DONE;
          }
          case REFUSED -> State.BROKEN;
        };
  }

  private State next(byte b) {
    return switch (state) {
      case SIZE -> size(b);
      case EXTENSION_NAME_START -> extension(b, Ascii.isToken(b) ? State.EXTENSION_NAME : null);
      case EXTENSION_NAME -> extension(b, b == '=' ? State.EXTENSION_VALUE_START : tokenOrEnd(b));
      case EXTENSION_VALUE_START ->
          extension(
              b,
              b == '"' ? State.EXTENSION_QUOTED : Ascii.isToken(b) ? State.EXTENSION_TOKEN : null);
      case EXTENSION_TOKEN -> extension(b, tokenOrEnd(b));
      case EXTENSION_QUOTED -> extension(b, quoted(b));
      case EXTENSION_ESCAPED -> extension(b, isText(b) ? State.EXTENSION_QUOTED : null);
      case EXTENSION_QUOTED_END -> extension(b, end(b));
      case SIZE_LF -> b == '\n' ? afterSize() : State.BROKEN;
      case DATA_CR -> b == '\r' ? State.DATA_LF : State.BROKEN;
      case DATA_LF -> b == '\n' ? nextChunk() : State.BROKEN;
      case DATA, TRAILERS, DONE, BROKEN -> state;
    };
  }

  private State size(byte b) {
    int digit = Character.digit(b, 16);
    if (digit >= 0 && b > 0) {
      remaining = remaining << 4 | digit;
      return ++digits > MAX_SIZE_DIGITS ? State.BROKEN : State.SIZE;
    }
    if (digits == 0) {
      return State.BROKEN;
    }
    return extension(b, end(b));
  }

  private State afterSize() {
    if (remaining > 0) {
      return State.DATA;
    }
    trailerReader.resetToFields();
    return State.TRAILERS;
  }

  private State nextChunk() {
    digits = 0;
    remaining = 0;
    return State.SIZE;
  }

  private State extension(byte b, @Nullable State next) {
    boolean tooLong = b != '\r' && ++extensionBytes > MAX_EXTENSION_BYTES;
    return next == null || tooLong ? State.BROKEN : next;
  }

  private @Nullable State tokenOrEnd(byte b) {
    return Ascii.isToken(b) ? state : end(b);
  }

  private static @Nullable State end(byte b) {
    return switch (b) {
      case ';' -> State.EXTENSION_NAME_START;
      case '\r' -> State.SIZE_LF;
      default -> null;
    };
  }

  private static @Nullable State quoted(byte b) {
    return switch (b) {
      case '"' -> State.EXTENSION_QUOTED_END;
      case '\\' -> State.EXTENSION_ESCAPED;
      default -> isText(b) ? State.EXTENSION_QUOTED : null;
    };
  }

  private static boolean isText(byte b) {
    return b == '\t' || (b >= ' ' && b < 127) || b < 0;
  }
}
