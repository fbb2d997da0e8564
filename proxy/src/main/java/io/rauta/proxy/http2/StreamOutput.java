package io.rauta.proxy.http2;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The data of one stream on its way out: its window, and what waits for one.
 *
 * <p>Owned by one event loop; written through {@link DataOutput} only. Used for the next stream
 * after {@link #begin}.
 */
public final class StreamOutput {

  /** Told when what waited has left. */
  public interface Owner {

    /** Nothing waits any more, and the stream goes on. */
    void onDrained();

    /** The end of the stream was written. */
    void onEndWritten();
  }

  private final Owner owner;
  private final SendWindow window = new SendWindow(0);
  private final ArrayDeque<ByteBuf> queue = new ArrayDeque<>(4);
  private int id;
  private boolean ends;
  private boolean isListed;
  private @Nullable ByteBuf trailers;
  private long progress;

  /** The output of streams of {@code owner}. */
  public StreamOutput(Owner owner) {
    this.owner = owner;
  }

  /** Becomes the output of stream {@code streamId}, whose peer takes {@code bytes}. */
  public void begin(int streamId, int bytes) {
    id = streamId;
    window.set(bytes);
    ends = false;
    trailers = null;
    progress = 0;
  }

  /** The stream. */
  public int id() {
    return id;
  }

  /** Whether anything waits for the peer to allow it. */
  public boolean isWaiting() {
    return !queue.isEmpty();
  }

  /** Bytes of data that were written so far; only growth counts. */
  public long progress() {
    return progress;
  }

  /** The stream is over: drops what waits. */
  public void drop() {
    for (ByteBuf data = queue.poll(); data != null; data = queue.poll()) {
      data.release();
    }
    ByteBuf dropped = trailers;
    trailers = null;
    ends = false;
    if (dropped != null) {
      dropped.release();
    }
  }

  // ---- for DataOutput

  Owner owner() {
    return owner;
  }

  SendWindow window() {
    return window;
  }

  void queue(ByteBuf data) {
    queue.add(data);
  }

  @Nullable ByteBuf first() {
    return queue.peek();
  }

  void removeFirst() {
    queue.remove();
  }

  boolean isLast() {
    return queue.size() == 1;
  }

  /** The stream ends behind what waits. */
  void endLater(@Nullable ByteBuf withTrailers) {
    ends = true;
    trailers = withTrailers;
  }

  boolean endsLater() {
    return ends;
  }

  @Nullable ByteBuf takeTrailers() {
    ByteBuf taken = trailers;
    trailers = null;
    return taken;
  }

  boolean hasTrailers() {
    return trailers != null;
  }

  void wrote(int bytes) {
    window.take(bytes);
    progress += bytes;
  }

  void tookBack(int bytes) {
    progress -= bytes;
  }

  boolean isListed() {
    return isListed;
  }

  void listed(boolean value) {
    isListed = value;
  }
}
