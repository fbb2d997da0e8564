package io.rauta.proxy.http1.syntax;

import io.netty.buffer.ByteBuf;
import io.rauta.proxy.http.Ascii;
import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.http.LocalReply;
import org.jspecify.annotations.Nullable;

/**
 * Reads one head, byte for byte as it arrives, into a {@link HeaderBlock}: finds lines, refuses
 * what RFC 9112 forbids or merely tolerates, and indexes the fields. What the fields mean is judged
 * afterwards.
 *
 * <p>Owned by one event loop and reused for the next head after {@link #reset}.
 */
final class HeadReader {

  /** Judges the first line of a head. */
  interface StartLine {
    /** Takes the line without its line end; answers null where it is good. */
    @Nullable LocalReply accept(byte[] bytes, int start, int end);

    /** Why a line is refused that goes on behind {@code end}, where it had to end. */
    default LocalReply tooLong(byte[] bytes, int start, int end) {
      return LocalReply.BAD_REQUEST;
    }
  }

  private static final int COPY_STEP = 1024;

  private final HeaderBlock block;
  private final StartLine startLine;
  private final HeadLimits limits;
  private int position;
  private int lineStart;
  private int sectionBytes;
  private boolean inFields;
  private boolean skippedEmptyLine;
  private LocalReply failure = LocalReply.BAD_REQUEST;

  HeadReader(HeaderBlock block, StartLine startLine, HeadLimits limits) {
    this.block = block;
    this.startLine = startLine;
    this.limits = limits;
  }

  /** Forgets the head, also in the block. */
  void reset() {
    block.clear();
    position = 0;
    lineStart = 0;
    sectionBytes = 0;
    inFields = false;
    skippedEmptyLine = false;
  }

  /** Forgets the head and expects fields without a first line, as in trailers. */
  void resetToFields() {
    reset();
    inFields = true;
  }

  /** Whether a byte of the head has arrived. */
  boolean hasBegun() {
    return inFields || block.length() > (skippedEmptyLine ? lineStart : 0);
  }

  /** Why the head was refused. */
  LocalReply failure() {
    return failure;
  }

  /** Takes the bytes of {@code in} that belong to the head. */
  Progress read(ByteBuf in) {
    while (in.isReadable()) {
      int step = Math.min(in.readableBytes(), COPY_STEP);
      block.append(in, step);
      Progress progress = scan();
      if (progress == Progress.COMPLETE) {
        in.readerIndex(in.readerIndex() - (block.length() - position));
        block.truncate(position);
      }
      if (progress != Progress.MORE) {
        return progress;
      }
    }
    return Progress.MORE;
  }

  private Progress scan() {
    byte[] bytes = block.bytes();
    int end = block.length();
    int at = position;
    while (at < end) {
      byte b = bytes[at++];
      if ((b >= ' ' && b != 127) || b < 0 || b == '\t') {
        continue;
      }
      if (b == '\r') {
        if (at == end) {
          at--; // looked at again with the byte behind it
          break;
        }
        if (bytes[at] == '\n') {
          continue;
        }
        return refuse(LocalReply.BAD_REQUEST);
      }
      if (b != '\n' || at - 2 < lineStart || bytes[at - 2] != '\r') {
        return refuse(LocalReply.BAD_REQUEST);
      }
      position = at;
      Progress progress = line(bytes, lineStart, at - 2);
      if (progress != Progress.MORE) {
        return progress;
      }
      lineStart = at;
    }
    position = at;
    return withinLine(end - lineStart);
  }

  /** Judges the length of a line whose end has not been seen. */
  private Progress withinLine(int length) {
    if (length - 1 > (inFields ? limits.field() : limits.startLine())) {
      return refuse(inFields ? LocalReply.HEAD_TOO_LARGE : tooLong());
    }
    if (sectionBytes + length - 1 > limits.section()) {
      return refuse(LocalReply.HEAD_TOO_LARGE);
    }
    return Progress.MORE;
  }

  private LocalReply tooLong() {
    return startLine.tooLong(block.bytes(), lineStart, lineStart + limits.startLine());
  }

  private Progress line(byte[] bytes, int start, int end) {
    if (inFields) {
      return end == start ? Progress.COMPLETE : field(bytes, start, end);
    }
    if (end == start) {
      if (skippedEmptyLine) {
        return refuse(LocalReply.BAD_REQUEST);
      }
      skippedEmptyLine = true;
      return Progress.MORE;
    }
    if (end - start > limits.startLine()) {
      return refuse(tooLong());
    }
    LocalReply refused = startLine.accept(bytes, start, end);
    inFields = true;
    return refused == null ? Progress.MORE : refuse(refused);
  }

  private Progress field(byte[] bytes, int start, int end) {
    if (end - start > limits.field() || block.count() == limits.count()) {
      return refuse(LocalReply.HEAD_TOO_LARGE);
    }
    sectionBytes += end - start + 32;
    if (sectionBytes > limits.section()) {
      return refuse(LocalReply.HEAD_TOO_LARGE);
    }
    int colon = start;
    while (colon < end && Ascii.isToken(bytes[colon])) {
      colon++;
    }
    if (colon == start || colon == end || bytes[colon] != ':') {
      return refuse(LocalReply.BAD_REQUEST);
    }
    int valueStart = colon + 1;
    while (valueStart < end && isBlank(bytes[valueStart])) {
      valueStart++;
    }
    int valueEnd = end;
    while (valueEnd > valueStart && isBlank(bytes[valueEnd - 1])) {
      valueEnd--;
    }
    block.index(start, colon, valueStart, valueEnd, end + 2);
    return Progress.MORE;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  private Progress refuse(LocalReply reason) {
    failure = reason;
    return Progress.REFUSED;
  }
}
