package io.rauta.proxy.socket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One read straight from the socket, past the event loop: the only way to know what has arrived at
 * the very moment when a connection is used again or given up. Only the native transports can;
 * others answer {@link Result#UNKNOWN}.
 */
public final class LastRead {

  /** What the socket holds. */
  public enum Result {
    /** Bytes, now in the buffer. */
    DATA,
    /** Nothing. */
    NOTHING,
    /** The peer has ended its side, or the connection is broken. */
    END,
    /** The transport cannot tell. */
    UNKNOWN
  }

  private LastRead() {}

  /** Reads what has arrived, at most what fits into {@code into}. */
  public static Result of(Channel channel, ByteBuf into) {
    if (!(channel instanceof UnixChannel unix) || !(unix.fd() instanceof Socket socket)) {
      return Result.UNKNOWN;
    }
    ByteBuffer room = into.internalNioBuffer(into.writerIndex(), into.writableBytes());
    try {
      int read = socket.recv(room, room.position(), room.limit());
      if (read > 0) {
        into.writerIndex(into.writerIndex() + read);
        return Result.DATA;
      }
      return read == 0 ? Result.NOTHING : Result.END;
    } catch (IOException broken) {
      return Result.END;
    }
  }
}
