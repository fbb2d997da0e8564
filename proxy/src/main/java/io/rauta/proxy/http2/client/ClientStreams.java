package io.rauta.proxy.http2.client;

import io.netty.util.collection.IntObjectHashMap;
import io.rauta.proxy.http.ResponseSink;
import io.rauta.proxy.http2.DataOutput;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The streams of one connection that the backend knows, by their numbers.
 *
 * <p>Owned by one event loop.
 */
final class ClientStreams {

  private final IntObjectHashMap<Http2ClientStream> open = new IntObjectHashMap<>();
  private final ArrayDeque<StreamParts> free = new ArrayDeque<>();
  private final ArrayDeque<StreamParts> spent = new ArrayDeque<>();
  private final List<StreamResponse> touched = new ArrayList<>();
  private final List<ResponseSink> touchedSinks = new ArrayList<>();
  private int nextId;

  /**
   * @param firstId the number of the first one, which is odd
   */
  ClientStreams(int firstId) {
    this.nextId = firstId;
  }

  /** Takes in {@code stream}; there must be a number left. */
  StreamParts begin(Http2ClientStream stream, int sendWindow) {
    StreamParts parts = free.poll();
    if (parts == null) {
      parts = new StreamParts();
    }
    parts.begin(stream, nextId, sendWindow);
    Http2ClientStream ignored = open.put(nextId, stream);
    nextId += 2;
    return parts;
  }

  /** Forgets {@code stream}. */
  void end(Http2ClientStream stream, StreamParts parts) {
    Http2ClientStream ignored = open.remove(stream.id());
    parts.end();
    spent.add(parts);
  }

  /** Whether {@code more} streams can be opened before the numbers run out. */
  boolean hasNumbers(int more) {
    return nextId > 0 && nextId <= Integer.MAX_VALUE - 2 * more;
  }

  /** Whether a stream of that number was ever open. */
  boolean wasOpened(int id) {
    return (id & 1) == 1 && (nextId < 0 || id < nextId);
  }

  /** The stream of that number, or null where it is not open. */
  @Nullable Http2ClientStream get(int id) {
    return open.get(id);
  }

  /** Those that are open now, oldest first. */
  List<Http2ClientStream> snapshot() {
    List<Http2ClientStream> all = new ArrayList<>(open.values());
    all.sort((one, other) -> Integer.compare(one.id(), other.id()));
    return all;
  }

  /** Every stream may carry {@code bytes} more, or less; answers whether that is allowed. */
  boolean grow(DataOutput data, int bytes) {
    for (Http2ClientStream stream : snapshot()) {
      StreamParts parts = stream.parts();
      if (parts != null && !data.grow(parts.output(), bytes)) {
        return false;
      }
    }
    return true;
  }

  /** Something came for {@code sink}, which is told at the end of the batch. */
  void touched(ResponseSink sink, StreamResponse response) {
    touchedSinks.add(sink);
    touched.add(response);
  }

  /** Nothing more has been read. */
  void batchEnd() {
    for (int i = 0; i < touched.size(); i++) {
      touched.get(i).untouched();
      touchedSinks.get(i).onResponseBatchEnd();
    }
    touched.clear();
    touchedSinks.clear();
  }

  /** What was used by streams that are over is used again, now that nothing looks at it. */
  void recycle() {
    for (StreamParts parts = spent.poll(); parts != null; parts = spent.poll()) {
      if (free.size() < Http2ClientConnection.MAX_STREAMS) {
        free.push(parts);
      }
    }
  }
}
