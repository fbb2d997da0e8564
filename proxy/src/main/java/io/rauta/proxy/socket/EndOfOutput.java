package io.rauta.proxy.socket;

import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;

/** Ends our side of a connection, over TLS by taking leave first, and leaves the peer's open. */
public final class EndOfOutput {

  private EndOfOutput() {}

  /** Ends it; closes the connection where that fails. */
  public static void shut(Channel channel) {
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    if (tls == null) {
      shutSocket(channel);
    } else {
      tls.closeOutbound().addListener(done -> shutSocket(channel));
    }
  }

  private static void shutSocket(Channel channel) {
    if (channel instanceof DuplexChannel duplex && !duplex.isOutputShutdown()) {
      duplex
          .shutdownOutput()
          .addListener(
              done -> {
                if (!done.isSuccess()) {
                  EndOfConnection.now(channel);
                }
              });
    }
  }
}
