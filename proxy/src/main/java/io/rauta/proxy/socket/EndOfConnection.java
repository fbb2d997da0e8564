package io.rauta.proxy.socket;

import io.netty.channel.Channel;

/** Ends connections at once, whatever waits to be written. */
public final class EndOfConnection {

  private EndOfConnection() {}

  /** Ends it; over TLS the peer is told so, if that can be done at once. */
  public static void now(Channel channel) {
    channel.close();
    if (channel.isOpen()) {
      cut(channel);
    }
  }

  /** Ends it so that, over TLS, the peer cannot take what it has for the whole. */
  public static void cut(Channel channel) {
    channel.unsafe().close(channel.unsafe().voidPromise());
  }
}
