package io.rauta.proxy.http1;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.rauta.proxy.loop.ReadSizes;
import io.rauta.proxy.socket.ReadGate;
import org.jspecify.annotations.Nullable;

/**
 * Whether a connection reads at all, and what its client sent ahead of its turn: that is kept,
 * unparsed, and reading stops until it was taken.
 *
 * <p>Owned by one event loop.
 */
final class Inbox {

  private final Channel channel;
  private final ReadGate gate;
  private @Nullable ByteBuf kept;
  private boolean isPaused;

  Inbox(Channel channel, ReadSizes sizes) {
    this.channel = channel;
    this.gate = new ReadGate(channel, sizes);
  }

  /** Whether nothing is kept. */
  boolean isEmpty() {
    return kept == null;
  }

  /** Whether we ourselves keep the client from sending. */
  boolean isPaused() {
    return isPaused;
  }

  /** Keeps {@code in} behind what is kept already, takes it over, and stops reading. */
  void keep(ByteBuf in) {
    if (!in.isReadable()) {
      in.release();
      return;
    }
    ByteBuf earlier = kept;
    if (earlier == null) {
      kept = in;
    } else {
      ByteBuf joined = channel.alloc().directBuffer(earlier.readableBytes() + in.readableBytes());
      joined.writeBytes(earlier).writeBytes(in);
      earlier.release();
      in.release();
      kept = joined;
    }
    gate.shut();
  }

  /** Hands over what is kept, or null where nothing is, and reads on unless paused. */
  @Nullable ByteBuf take() {
    ByteBuf taken = kept;
    kept = null;
    if (!isPaused) {
      gate.open();
    }
    return taken;
  }

  /** Drops what is kept. */
  void drop() {
    ByteBuf dropped = kept;
    kept = null;
    if (dropped != null) {
      dropped.release();
    }
  }

  /** Stops reading. */
  void pause() {
    isPaused = true;
    gate.shut();
  }

  /** Reads again, once nothing is kept. */
  void resume() {
    isPaused = false;
    if (kept == null) {
      gate.open();
    }
  }

  /** Drops what is kept; the connection is gone. */
  void end() {
    drop();
    gate.end();
  }
}
