package io.rauta.proxy.socket;

import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;

/** Ends our side of a connection and leaves the peer's open. */
public final class EndOfOutput {

  private EndOfOutput() {}

  /** Ends it; closes the connection where that fails. */
  public static void shut(Channel channel) {
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
