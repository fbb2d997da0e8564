package io.rauta.proxy.socket;

import io.netty.channel.Channel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;

/** What an event of a connection says about the peer's side of it. */
public enum PeerEnd {
  /** It goes on. */
  NONE,
  /** It has ended: nothing more will come. Over plain text, the peer may still read. */
  INPUT,
  /**
   * The peer has taken its leave over TLS: nothing more will come, and nothing can be sent. The
   * engine answers such a notice with its own, so that there is no half-closed TLS here.
   */
  LEAVE,
  /** It has ended over TLS without taking its leave: what it sent may have been cut off. */
  CUT;

  /** What {@code event} says. A leave is followed by the end of the socket's input. */
  public static PeerEnd of(Channel channel, Object event) {
    if (event instanceof SslCloseCompletionEvent end) {
      return end.isSuccess() ? LEAVE : NONE;
    }
    return event == ChannelInputShutdownEvent.INSTANCE ? ofSocket(channel) : NONE;
  }

  /** What the end of the socket says, or that of its input. */
  public static PeerEnd ofSocket(Channel channel) {
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    return tls == null || tls.sslCloseFuture().isSuccess() ? INPUT : CUT;
  }
}
