package io.rauta.proxy.http2;

import io.netty.buffer.ByteBuf;
import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.http2.syntax.FieldWriter;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Sends the data of all streams of one connection as far as windows and socket allow, and by turns
 * where they do not.
 *
 * <p>Owned by one event loop.
 */
public final class DataOutput {

  private static final int FIRST_WINDOW = 65_535;

  private final FrameOutput out;
  private final FieldWriter fields;
  private final SendWindow window = new SendWindow(FIRST_WINDOW);
  private final ArrayDeque<StreamOutput> turns = new ArrayDeque<>();
  private long frames;

  /** Sends through {@code out}, trailers by {@code fields}. */
  public DataOutput(FrameOutput out, FieldWriter fields) {
    this.out = out;
    this.fields = fields;
  }

  /** DATA frames that were sent so far. */
  public long frames() {
    return frames;
  }

  /**
   * Sends a part of a body and takes it over.
   *
   * @param last whether the stream ends with it; then {@link #end} must not follow
   */
  public void send(StreamOutput stream, ByteBuf data, boolean last) {
    if (last) {
      stream.endLater(null);
    }
    if (!data.isReadable()) {
      data.release();
      if (last && !stream.isWaiting()) {
        writeEnd(stream);
      }
      return;
    }
    boolean waited = stream.isWaiting();
    stream.queue(data);
    if (!waited) {
      go(stream);
    }
  }

  /** Ends a stream behind what was sent on it. */
  public void end(StreamOutput stream, @Nullable HeaderBlock trailers) {
    if (!stream.isWaiting()) {
      if (trailers == null) {
        if (!out.endWithLast(stream.id())) {
          out.end(stream.id());
        }
      } else {
        ByteBuf room = out.beginHeaders(stream.id(), FieldWriter.maxBytes(trailers) + 1);
        fields.begin(room);
        FieldWriter.fields(room, trailers);
        out.endHeaders(stream.id(), room, true);
      }
      stream.owner().onEndWritten();
      return;
    }
    stream.endLater(trailers == null ? null : encoded(trailers));
  }

  private ByteBuf encoded(HeaderBlock trailers) {
    ByteBuf list = out.buffer(FieldWriter.maxBytes(trailers) + 1);
    fields.begin(list);
    FieldWriter.fields(list, trailers);
    return list;
  }

  // ---- windows

  /** The peer allows {@code bytes} more on the connection; answers whether that is allowed. */
  public boolean grow(int bytes) {
    if (!window.grow(bytes)) {
      return false;
    }
    resume();
    return true;
  }

  /** The peer allows {@code bytes} more on a stream, or less; answers whether that is allowed. */
  public boolean grow(StreamOutput stream, int bytes) {
    if (!stream.window().grow(bytes)) {
      return false;
    }
    if (bytes > 0 && stream.isWaiting()) {
      go(stream);
    }
    return true;
  }

  /** Goes on where windows and socket allow it. */
  public void resume() {
    while (!turns.isEmpty() && window.size() > 0 && out.isWritable()) {
      StreamOutput stream = turns.poll();
      if (stream == null) {
        // To ask whether the socket takes more may flush, and that may have let all of them go on.
        return;
      }
      stream.listed(false);
      if (stream.isWaiting() && stream.window().size() > 0) {
        writeFrame(stream);
        after(stream);
      }
    }
  }

  /** Frames with {@code bytes} of a stream were taken back before they had left. */
  public void takenBack(StreamOutput stream, int bytes) {
    boolean ignored = window.grow(bytes) && stream.window().grow(bytes);
    stream.tookBack(bytes);
  }

  private void go(StreamOutput stream) {
    while (stream.isWaiting()
        && stream.window().size() > 0
        && window.size() > 0
        && out.isWritable()) {
      writeFrame(stream);
    }
    after(stream);
  }

  /** Has a stream wait for its turn, or tells its owner that nothing waits. */
  private void after(StreamOutput stream) {
    if (stream.isWaiting()) {
      if (stream.window().size() > 0 && !stream.isListed()) {
        stream.listed(true);
        turns.add(stream);
      }
    } else if (stream.endsLater()) {
      if (stream.hasTrailers()) {
        writeTrailers(stream);
      }
      stream.owner().onEndWritten();
    } else {
      stream.owner().onDrained();
    }
  }

  private void writeFrame(StreamOutput stream) {
    ByteBuf data = stream.first();
    if (data == null) {
      return;
    }
    int allowed = Math.min(stream.window().size(), window.size());
    if (allowed <= 0) {
      return;
    }
    int size = Math.min(Math.min(allowed, FrameOutput.MAX_FRAME), data.readableBytes());
    boolean isWhole = size == data.readableBytes();
    boolean isEnd = isWhole && stream.isLast() && stream.endsLater() && !stream.hasTrailers();
    if (isWhole) {
      stream.removeFirst();
      out.data(stream.id(), data, isEnd);
    } else {
      out.data(stream.id(), data.readRetainedSlice(size), false);
    }
    frames++;
    window.take(size);
    stream.wrote(size);
  }

  private void writeEnd(StreamOutput stream) {
    if (!out.endWithLast(stream.id())) {
      out.end(stream.id());
    }
    stream.owner().onEndWritten();
  }

  private void writeTrailers(StreamOutput stream) {
    ByteBuf list = stream.takeTrailers();
    if (list != null) {
      ByteBuf room = out.beginHeaders(stream.id(), list.readableBytes());
      room.writeBytes(list);
      list.release();
      out.endHeaders(stream.id(), room, true);
    }
  }
}
