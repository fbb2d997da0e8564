package io.rauta.proxy.http2.server;

import io.netty.util.collection.IntObjectHashMap;
import io.rauta.proxy.http.RequestSink.LostCause;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The streams of one connection: those under way, those that were, and some to be used again.
 *
 * <p>Owned by one event loop.
 */
final class ServerStreams {

  private static final int MOST_SPARE = 16;

  private final IntObjectHashMap<ServerStream> open = new IntObjectHashMap<>(8);
  private final ArrayDeque<ServerStream> spare = new ArrayDeque<>(2);
  private final ClosedStreams closed = new ClosedStreams();
  private final List<ServerStream> touched = new ArrayList<>(4);
  private int last;

  /** The open stream of that id, or null. */
  @Nullable ServerStream get(int id) {
    return open.get(id);
  }

  /** How many are open. */
  int size() {
    return open.size();
  }

  /** The highest id that a client has used. */
  int last() {
    return last;
  }

  /** Whether {@code id} is one that a client may use next. */
  boolean isNew(int id) {
    return (id & 1) == 1 && id > last;
  }

  /** Whether {@code id} was never used. */
  boolean isIdle(int id) {
    return (id & 1) == 0 || id > last;
  }

  /** How a stream that is not open ended. */
  ClosedStreams.End end(int id) {
    return closed.of(id);
  }

  /** One to be opened, used before or not. */
  ServerStream obtain(ServerParts parts) {
    ServerStream used = spare.poll();
    return used == null ? new ServerStream(parts) : used;
  }

  /** Takes back one that was not opened or has closed. */
  void recycle(ServerStream stream) {
    if (spare.size() < MOST_SPARE) {
      spare.push(stream);
    } else {
      stream.request().discard();
    }
  }

  /** The client has used {@code id}. */
  void used(int id) {
    last = id;
  }

  /** A stream is open. */
  void add(ServerStream stream) {
    open.put(stream.id(), stream);
  }

  /** A stream is refused before it was open. */
  void refused(int id) {
    closed.add(id, true);
  }

  /** A stream has closed. */
  void remove(ServerStream stream, boolean isByUs) {
    open.remove(stream.id());
    closed.add(stream.id(), isByUs);
    recycle(stream);
  }

  /** Something was read for a stream. */
  void touch(ServerStream stream) {
    if (stream.touch()) {
      touched.add(stream);
    }
  }

  /** Nothing more has been read. */
  void batchEnd() {
    for (int i = 0; i < touched.size(); i++) {
      touched.get(i).batchEnd();
    }
    touched.clear();
  }

  /** Those that are open now. */
  List<ServerStream> snapshot() {
    return new ArrayList<>(open.values());
  }

  /** Every stream is over: its connection is gone, or about to. */
  void lose(LostCause cause) {
    for (ServerStream stream : snapshot()) {
      stream.lost(cause);
    }
  }

  /** Forgets those to be used again. */
  void dropSpare() {
    for (ServerStream stream = spare.poll(); stream != null; stream = spare.poll()) {
      stream.request().discard();
    }
  }
}
