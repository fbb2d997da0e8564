package io.rauta.app.admin;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Where the admin endpoint's listening socket comes from. */
public interface AdminSockets extends AutoCloseable {

  /**
   * Listens, and gives each accepted connection to {@code connections}.
   *
   * @param address port 0 for a free one
   * @return the listening channel
   * @throws IOException if the address cannot be bound
   */
  Channel listen(InetSocketAddress address, ChannelInitializer<SocketChannel> connections)
      throws IOException;

  /** Ends the threads. Closes no channel. */
  @Override
  void close();
}
