package io.rauta.proxy.forward;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.http.UpstreamStream;
import org.jspecify.annotations.Nullable;

/**
 * A request body on its way to the backend: passed on as it comes, held while there is no stream
 * yet, and kept for a second attempt as long as it is small.
 *
 * <p>Owned by one event loop and reused after {@link #clear}.
 */
final class RequestBody {

  /** Largest body that is kept for a second attempt, in bytes. */
  static final int REPLAYED = RetryTerms.KEPT_BODY_BYTES;

  private final ByteBufAllocator allocator;
  private final ReplayRoom room;
  private @Nullable ByteBuf kept;
  private boolean isKept;
  private boolean isIdempotent;
  private boolean isComplete;
  private boolean ended;
  private @Nullable HeaderBlock trailers;
  private @Nullable UpstreamStream stream;
  private @Nullable Mirroring copies;

  RequestBody(ByteBufAllocator allocator, ReplayRoom room) {
    this.allocator = allocator;
    this.room = room;
  }

  /**
   * Starts anew.
   *
   * @param idempotent whether the request does no harm when a backend gets it twice
   * @param keep whether the body is kept to be sent again
   */
  void start(boolean idempotent, boolean keep) {
    isIdempotent = idempotent;
    isKept = keep;
    isComplete = true;
    ended = false;
    trailers = null;
  }

  /** Whether everything that came so far can be sent again. */
  boolean isWhole() {
    return isKept && isComplete;
  }

  /** Whether it can be sent again even to a backend that may have acted on it. */
  boolean isReplayable() {
    return isIdempotent && isWhole();
  }

  /** Whether the body has ended. */
  boolean hasEnded() {
    return ended;
  }

  // ---- copies

  /** Has the request copied, or not. */
  void copyTo(@Nullable Mirroring mirroring) {
    copies = mirroring;
  }

  /** The request goes to {@code target}: sends its copies. */
  void startCopies(ForwardRule.Target.ToCluster target) {
    if (copies != null) {
      copies.start(target);
    }
  }

  /** Writes out what was copied. */
  void flushCopies() {
    if (copies != null) {
      copies.flush();
    }
  }

  private void endCopies() {
    Mirroring mirroring = copies;
    copies = null;
    if (mirroring == null) {
      return;
    }
    if (ended) {
      mirroring.flush();
    } else {
      mirroring.cut();
    }
  }

  // ---- the body

  /** Takes a part over. */
  void add(ByteBuf data) {
    if (copies != null) {
      copies.data(data);
    }
    UpstreamStream to = stream;
    if (to == null) {
      keep(data);
      data.release();
      return;
    }
    if (isWhole() && fits(data.readableBytes())) {
      keep(data);
    } else {
      isComplete = false;
      forget();
    }
    to.sendData(data);
  }

  private boolean fits(int more) {
    return keptBytes() + more <= REPLAYED && room.hasRoomFor(more);
  }

  private int keptBytes() {
    return kept == null ? 0 : kept.readableBytes();
  }

  /** Keeps a copy, since a part of a few bytes would hold on to all that was read with it. */
  private void keep(ByteBuf data) {
    int size = data.readableBytes();
    ByteBuf copy = kept;
    if (copy == null) {
      copy = allocator.directBuffer(size);
      kept = copy;
    }
    copy.writeBytes(data, data.readerIndex(), size);
    room.take(size);
  }

  void end(@Nullable HeaderBlock withTrailers) {
    ended = true;
    trailers = withTrailers;
    if (copies != null) {
      copies.end(withTrailers);
    }
    if (stream != null) {
      stream.sendEnd(withTrailers);
    }
  }

  /** Sends what has come so far, and from now on everything, to {@code to}. */
  void sendTo(UpstreamStream to) {
    stream = to;
    ByteBuf first = kept;
    if (first != null) {
      to.sendData(first.copy());
    }
    if (!isKept || keptBytes() > REPLAYED) {
      forget();
    }
    if (ended) {
      to.sendEnd(trailers);
    }
  }

  /** Holds everything until there is another stream. */
  void hold() {
    stream = null;
  }

  /** A second attempt will not be made any more. */
  void forget() {
    ByteBuf forgotten = kept;
    if (forgotten != null) {
      kept = null;
      isComplete = false;
      room.giveBack(forgotten.readableBytes());
      forgotten.release();
    }
  }

  /** Forgets everything. */
  void clear() {
    endCopies();
    forget();
    stream = null;
    trailers = null;
  }
}
