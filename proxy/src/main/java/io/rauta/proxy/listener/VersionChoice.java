package io.rauta.proxy.listener;

import io.netty.channel.Channel;
import io.rauta.proxy.http.ClientAddress;
import io.rauta.proxy.http1.Http1ServerConnection;
import io.rauta.proxy.tls.Alpn;

/**
 * Adds to a client's connection the handler of the HTTP version that is spoken on it. Nothing else
 * knows which versions there are.
 *
 * <p>Runs on the worker's loop.
 */
final class VersionChoice {

  private VersionChoice() {}

  /** The connection is plain text: what its client sends first tells the version. */
  static void detected(Channel channel, WorkerListener listener, ClientAddress client) {
    channel.pipeline().addLast(new Http1ServerConnection(channel, listener, client));
  }

  /**
   * The handshake of the connection is complete.
   *
   * @param protocol the name that was chosen by ALPN, one of {@link Alpn#SERVED}; empty where the
   *     client knows no ALPN, which means HTTP/1.1
   */
  static void negotiated(
      Channel channel, WorkerListener listener, ClientAddress client, String protocol) {
    channel.pipeline().addLast(new Http1ServerConnection(channel, listener, client));
  }
}
