package io.rauta.proxy.loop;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/**
 * One event loop with what its objects need of the world. All but {@link #eventLoop} is used on
 * that loop only.
 */
public final class WorkerLoop {

  private final EventLoop eventLoop;
  private final ByteBufAllocator allocator;
  private final LongSupplier clock;
  private final SplittableRandom random;
  private final DeadlineWheel deadlines;
  private final ReadSizes readSizes = new ReadSizes();
  private final HttpDate date;

  /**
   * @param clock monotonic nanoseconds
   * @param wallClock milliseconds since 1970, for messages only
   * @param random source of jitter, ids and picks
   */
  public WorkerLoop(
      EventLoop eventLoop,
      ByteBufAllocator allocator,
      LongSupplier clock,
      LongSupplier wallClock,
      SplittableRandom random) {
    this.eventLoop = eventLoop;
    this.allocator = allocator;
    this.clock = clock;
    this.random = random;
    this.deadlines = new DeadlineWheel(eventLoop, clock);
    this.date = new HttpDate(wallClock);
  }

  /** The loop itself. */
  public EventLoop eventLoop() {
    return eventLoop;
  }

  /** Where buffers come from. */
  public ByteBufAllocator allocator() {
    return allocator;
  }

  /** Monotonic time in nanoseconds. */
  public long now() {
    return clock.getAsLong();
  }

  /** Source of jitter, ids and picks. */
  public SplittableRandom random() {
    return random;
  }

  /** How much its sockets read at once. */
  public ReadSizes readSizes() {
    return readSizes;
  }

  /** The time of day as answers carry it. */
  public HttpDate date() {
    return date;
  }

  /** The worker's deadlines. */
  public DeadlineWheel deadlines() {
    return deadlines;
  }

  /**
   * Shortens {@code nanos} at random by up to a fifth, so that what began together does not end
   * together.
   */
  public long jittered(long nanos) {
    return nanos - random.nextLong(nanos / 5 + 1);
  }
}
