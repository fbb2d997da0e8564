package io.rauta.proxy.loop;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** A channel without a socket, whose loop's time is moved by hand. */
public final class HandDrivenLoop implements AutoCloseable {

  private static final Duration STEP = Duration.ofMillis(50);

  private final MockTicker ticker = Ticker.newMockTicker();
  private final EmbeddedChannel channel = EmbeddedChannel.builder().ticker(ticker).build();
  private final WorkerLoop loop =
      new WorkerLoop(
          channel.eventLoop(), channel.alloc(), ticker::nanoTime, () -> 0, new SplittableRandom(7));
  private final StringBuilder written = new StringBuilder();

  public HandDrivenLoop() {
    channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
  }

  public EmbeddedChannel channel() {
    return channel;
  }

  public WorkerLoop loop() {
    return loop;
  }

  /** Bytes come from the peer, in one read. */
  public void receive(String text) {
    channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
  }

  /** The peer ends its side. */
  public void receiveEnd() {
    channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
  }

  /** The peer resets the connection. */
  public void receiveReset() {
    channel.pipeline().fireExceptionCaught(new IOException("reset by hand"));
  }

  /** Time goes by, a tick after the other. */
  public void pass(Duration time) {
    for (long left = time.toNanos(); left > 0; left -= STEP.toNanos()) {
      ticker.advance(Math.min(left, STEP.toNanos()), TimeUnit.NANOSECONDS);
      channel.runScheduledPendingTasks();
      channel.runPendingTasks();
    }
  }

  /** Everything written to the peer so far. */
  public String written() {
    for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
      written.append(part.toString(StandardCharsets.ISO_8859_1));
      part.release();
    }
    return written.toString();
  }

  @Override
  public void close() {
    channel.finishAndReleaseAll();
  }
}
