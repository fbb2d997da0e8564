package io.rauta.proxy.http1;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * What a client sent ahead of its turn, kept unparsed.
 *
 * <p>Owned by one event loop. Bounded by its user, who stops reading once something is kept.
 */
final class Backlog {

  private final Channel channel;
  private @Nullable ByteBuf kept;

  Backlog(Channel channel) {
    this.channel = channel;
  }

  boolean isEmpty() {
    return kept == null;
  }

  /** Keeps {@code in} behind what is kept already, and takes it over. */
  void add(ByteBuf in) {
    if (!in.isReadable()) {
      in.release();
      return;
    }
    ByteBuf earlier = kept;
    if (earlier == null) {
      kept = in;
      return;
    }
    ByteBuf joined = channel.alloc().directBuffer(earlier.readableBytes() + in.readableBytes());
    joined.writeBytes(earlier).writeBytes(in);
    earlier.release();
    in.release();
    kept = joined;
  }

  /** Hands over what is kept, or null where nothing is. */
  @Nullable ByteBuf take() {
    ByteBuf taken = kept;
    kept = null;
    return taken;
  }

  /** Drops what is kept. */
  void drop() {
    ByteBuf dropped = take();
    if (dropped != null) {
      dropped.release();
    }
  }
}
