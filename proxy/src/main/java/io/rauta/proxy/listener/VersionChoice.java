package io.rauta.proxy.listener;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.rauta.config.listener.Http2Settings.PriorKnowledge;
import io.rauta.proxy.http.ClientAddress;
import io.rauta.proxy.http1.Http1ServerConnection;
import io.rauta.proxy.http2.Preface;
import io.rauta.proxy.http2.server.Http2ServerConnection;
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
    Http1ServerConnection first =
        switch (listener.settings().http2().priorKnowledge()) {
          case PriorKnowledge.ALLOWED ->
              new Http1ServerConnection(
                  channel,
                  listener,
                  client,
                  (before, rest) -> switchToHttp2(channel, listener, client, before, rest));
          case PriorKnowledge.REFUSED -> new Http1ServerConnection(channel, listener, client);
        };
    channel.pipeline().addLast(first);
  }

  private static void switchToHttp2(
      Channel channel,
      WorkerListener listener,
      ClientAddress client,
      ChannelHandler before,
      ByteBuf rest) {
    Http2ServerConnection next =
        new Http2ServerConnection(channel, listener, client, Preface.seen());
    ChannelPipeline pipeline = channel.pipeline();
    pipeline.replace(before, null, next);
    next.channelRead(pipeline.context(next), rest);
  }

  /**
   * The handshake of the connection is complete.
   *
   * @param protocol the name that was chosen by ALPN, one of {@link Alpn#SERVED}; empty where the
   *     client knows no ALPN, which means HTTP/1.1
   */
  static void negotiated(
      Channel channel, WorkerListener listener, ClientAddress client, String protocol) {
    channel
        .pipeline()
        .addLast(
            protocol.equals(Alpn.HTTP_2)
                ? new Http2ServerConnection(channel, listener, client, Preface.expected())
                : new Http1ServerConnection(channel, listener, client));
  }
}
