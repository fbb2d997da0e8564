package io.rauta.proxy.tls;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A handshake with a backend on a connection that was just made. Owned by the loop of the
 * connection; tells its taker once how it ended, and leaves the pipeline.
 */
public final class UpstreamHandshake extends ChannelInboundHandlerAdapter {

  private static final Logger LOG = LoggerFactory.getLogger(UpstreamHandshake.class);

  private final SslHandler tls;
  private final Taker taker;
  private boolean isOver;

  /** Who waits for the end of a handshake. */
  public interface Taker {

    /**
     * The backend is the one that was meant.
     *
     * @param protocol what it chose by ALPN, empty where it chose nothing
     */
    void agreed(Channel channel, String protocol);

    /** The backend could not be met over TLS; the connection is closed. */
    void refused(Failure failure);
  }

  /** Why a handshake failed. */
  public enum Failure {
    /** The backend is not who it should be, or speaks no TLS that is safe. */
    NOT_TRUSTED,
    /** It took too long. */
    TIMEOUT
  }

  private UpstreamHandshake(SslHandler tls, Taker taker) {
    this.tls = tls;
    this.taker = taker;
  }

  /** Begins a handshake by {@code tls} on {@code channel}, which has no other handler of data. */
  public static void begin(Channel channel, SslHandler tls, Taker taker) {
    UpstreamHandshake handshake = new UpstreamHandshake(tls, taker);
    // The waiting handler comes first, since the handshake may fail as soon as it begins.
    channel.pipeline().addLast(handshake);
    channel.pipeline().addBefore(channel.pipeline().context(handshake).name(), null, tls);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof SslHandshakeCompletionEvent end) {
      over(ctx, end);
    } else if (event == ChannelInputShutdownEvent.INSTANCE) {
      ctx.close();
    } else {
      ctx.fireUserEventTriggered(event);
    }
  }

  private void over(ChannelHandlerContext ctx, SslHandshakeCompletionEvent end) {
    if (isOver) {
      return;
    }
    isOver = true;
    if (end.isSuccess()) {
      ctx.pipeline().remove(this);
      String protocol = tls.applicationProtocol();
      taker.agreed(ctx.channel(), protocol == null ? "" : protocol);
      return;
    }
    LOG.debug("handshake with {} failed", ctx.channel().remoteAddress(), end.cause());
    ctx.close();
    taker.refused(
        end.cause() instanceof SslHandshakeTimeoutException
            ? Failure.TIMEOUT
            : Failure.NOT_TRUSTED);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    LOG.debug("connection to {} failed", ctx.channel().remoteAddress(), cause);
    ctx.close();
  }
}
