package io.rauta.proxy.http1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.rauta.proxy.socket.EndOfOutput;

/**
 * How a client's connection comes to its end without taking its last answer along: our side is
 * shut, what the client still sends is dropped for a while, then the connection is closed. Closing
 * with unread bytes would reset it.
 *
 * <p>Owned by one event loop.
 */
final class ServerEnding {

  /**
   * How much of what a client still sends is worth reading for the sake of the last answer, in
   * bytes.
   */
  static final int DROPPED_BYTES = 64 * 1024;

  private final Channel channel;
  private final ServerStream stream;
  private boolean hasInputEnded;
  private boolean hasOutputEnded;
  private int dropped;

  ServerEnding(Channel channel, ServerStream stream) {
    this.channel = channel;
    this.stream = stream;
  }

  /** The client has ended its side. */
  void inputEnded() {
    hasInputEnded = true;
  }

  boolean hasInputEnded() {
    return hasInputEnded;
  }

  boolean hasOutputEnded() {
    return hasOutputEnded;
  }

  /** Writes what there is and ends our side, or all of it where the client ended its own. */
  void endOutput() {
    hasOutputEnded = true;
    if (hasInputEnded) {
      closeAfterFlush();
    } else {
      stream.flush();
      channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(done -> EndOfOutput.shut(channel));
    }
  }

  /** Writes what there is and closes the connection. */
  void closeAfterFlush() {
    stream.flush();
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(done -> channel.close());
  }

  /**
   * Drops what the client sent behind its last answer; answers whether that is too much to go on.
   */
  boolean drop(ByteBuf in) {
    dropped += in.readableBytes();
    in.skipBytes(in.readableBytes());
    return dropped > DROPPED_BYTES;
  }
}
