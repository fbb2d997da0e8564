package io.rauta.proxy.http1;

import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;

/** Ends our side of a connection and leaves the peer's open. */
final class EndOfOutput {

  private EndOfOutput() {}

  static void shut(Channel channel) {
    if (channel instanceof DuplexChannel duplex && !duplex.isOutputShutdown()) {
      duplex
          .shutdownOutput()
          .addListener(
              done -> {
                if (!done.isSuccess()) {
                  channel.close();
                }
              });
    }
  }
}
