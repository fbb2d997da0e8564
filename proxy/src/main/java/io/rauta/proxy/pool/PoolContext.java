package io.rauta.proxy.pool;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.unix.DomainSocketAddress;
import io.rauta.proxy.loop.ReadSizes;
import io.rauta.proxy.loop.Transport;
import io.rauta.proxy.loop.WorkerLoop;
import io.rauta.proxy.observe.WorkerMetrics;
import io.rauta.proxy.tls.UpstreamTlsContexts;
import java.net.SocketAddress;
import java.time.Duration;

/**
 * What the pools of one worker share: loop, cells and how connections are made.
 *
 * <p>Owned by the worker's loop.
 */
public final class PoolContext {

  private final WorkerLoop loop;
  private final WorkerMetrics metrics;
  private final Transport transport;
  private final UpstreamTlsContexts tls;
  private final Bootstrap tcp;
  private final Bootstrap unix;

  /** The context of the worker that runs {@code loop}. */
  public PoolContext(
      WorkerLoop loop, WorkerMetrics metrics, Transport transport, UpstreamTlsContexts tls) {
    this.loop = loop;
    this.tls = tls;
    this.metrics = metrics;
    this.transport = transport;
    this.tcp =
        bootstrap(loop)
            .channelFactory(transport::newSocket)
            .option(ChannelOption.TCP_NODELAY, true);
    this.unix = bootstrap(loop).channelFactory(transport::newDomainSocket);
  }

  private static Bootstrap bootstrap(WorkerLoop loop) {
    return new Bootstrap()
        .group(loop.eventLoop())
        .option(ChannelOption.ALLOCATOR, loop.allocator())
        .option(ChannelOption.RECVBUF_ALLOCATOR, loop.readSizes())
        .option(ChannelOption.WRITE_BUFFER_WATER_MARK, ReadSizes.WAITING)
        .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
        .option(ChannelOption.AUTO_READ, false)
        // What could not be written must not take along an answer that can still be read.
        .option(ChannelOption.AUTO_CLOSE, false)
        .handler(new Nothing());
  }

  WorkerLoop loop() {
    return loop;
  }

  UpstreamTlsContexts tls() {
    return tls;
  }

  WorkerMetrics metrics() {
    return metrics;
  }

  /** Connects, on the worker's loop; nothing is read before its handler is there. */
  ChannelFuture connect(SocketAddress address, Duration timeout) {
    int millis = (int) Math.min(Integer.MAX_VALUE, Math.max(1, timeout.toMillis()));
    boolean isUnix = address instanceof DomainSocketAddress;
    Bootstrap kind = isUnix ? unix : tcp;
    return kind.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, millis)
        .connect(isUnix ? transport.domainAddress((DomainSocketAddress) address) : address);
  }

  /** Stands in until the connection's own handler comes. */
  @ChannelHandler.Sharable
  private static final class Nothing extends ChannelInboundHandlerAdapter {}
}
