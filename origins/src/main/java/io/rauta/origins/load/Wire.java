package io.rauta.origins.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * The bytes of one connection as a {@link LoadConnection} means them, over a channel that does not
 * block. Owned by its loop.
 */
interface Wire {
  /**
   * Writes what can be written now; bytes it leaves in {@code from} wait for the channel or for the
   * peer.
   *
   * @return whether to go on once the channel is writable
   */
  boolean write(ByteBuffer from) throws IOException;

  /** Reads what is there; 0 for nothing yet, negative for the end. */
  int read(ByteBuffer into) throws IOException;

  /** Whether bytes are left for which the last read had no room. */
  boolean holdsMore();

  /** The channel's bytes as they are. */
  record Plain(SocketChannel channel) implements Wire {
    @Override
    public boolean write(ByteBuffer from) throws IOException {
      channel.write(from);
      return from.hasRemaining();
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      return channel.read(into);
    }

    @Override
    public boolean holdsMore() {
      return false;
    }
  }
}
