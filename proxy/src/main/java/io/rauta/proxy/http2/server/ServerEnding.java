package io.rauta.proxy.http2.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.rauta.proxy.http2.FrameOutput;
import io.rauta.proxy.socket.EndOfOutput;
import java.util.concurrent.TimeUnit;

/**
 * How a client's connection comes to its end without taking its last answers along: our side is
 * shut, what the client still sends is dropped for a while, then the connection is closed. Closing
 * with unread bytes would reset it.
 *
 * <p>Owned by one event loop.
 */
final class ServerEnding {

  private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int DROPPED_BYTES = 64 * 1024;

  private final Channel channel;
  private final FrameOutput out;
  private int dropped;
  private long until;

  ServerEnding(Channel channel, FrameOutput out) {
    this.channel = channel;
    this.out = out;
  }

  /** Writes what there is and ends our side. */
  void begin(long now) {
    until = now + LINGER_NANOS;
    out.flush();
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(done -> EndOfOutput.shut(channel));
  }

  /** Drops what the client still sends and releases it; answers whether that is too much. */
  boolean drop(ByteBuf in) {
    dropped += in.readableBytes();
    in.release();
    return dropped > DROPPED_BYTES;
  }

  /** Closes the connection once the client has what was written for it. */
  void closeAfterFlush() {
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(done -> channel.close());
  }

  /** Whether the time for that is over; it is not as long as the client has answers to read. */
  boolean isOver(long now) {
    if (out.isWaiting()) {
      until = now + LINGER_NANOS;
    }
    return now >= until;
  }
}
