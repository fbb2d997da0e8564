package io.rauta.proxy.forward;

import io.netty.buffer.ByteBuf;
import io.rauta.config.listener.HttpTimeouts;
import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.http.RequestHead;
import io.rauta.proxy.http.ResponseHead;
import io.rauta.proxy.http.ResponseSink;
import io.rauta.proxy.http.UpstreamFailure;
import io.rauta.proxy.http.UpstreamStream;
import io.rauta.proxy.loop.DeadlineWheel;
import io.rauta.proxy.observe.MirrorOutcome;
import io.rauta.proxy.pool.HostPool;
import io.rauta.proxy.pool.StreamNeed;
import io.rauta.proxy.pool.StreamWaiter;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The copy of one request on its way to a mirror. Nobody waits for it: it is never tried again, its
 * answer is dropped, and what the mirror does not take is held up to {@link #HELD} bytes and then
 * cut, so that the request itself never waits.
 *
 * <p>Owned by one event loop; outlives the exchange that it is a copy of.
 */
final class MirroredRequest extends DeadlineWheel.Deadline implements StreamWaiter, ResponseSink {

  /** How much of a body is held for a mirror that is slow to take it, in bytes. */
  static final int HELD = 64 * 1024;

  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final ForwardContext context;
  private final MirrorCells cells;
  private final HostPool pool;
  private final RequestHead head;
  private final HttpTimeouts timeouts;
  private final ArrayDeque<ByteBuf> held = new ArrayDeque<>(2);
  private int heldBytes;
  private @Nullable UpstreamStream stream;
  private boolean requestEnded;
  private boolean endSent;
  private @Nullable HeaderBlock trailers;
  private boolean over;

  /**
   * @param cells has granted a place, which is given back at the end
   * @param head not changed by anybody any more
   */
  MirroredRequest(
      ForwardContext context,
      MirrorCells cells,
      HostPool pool,
      RequestHead head,
      HttpTimeouts timeouts) {
    this.context = context;
    this.cells = cells;
    this.pool = pool;
    this.head = head;
    this.timeouts = timeouts;
  }

  void start() {
    context.loop().deadlines().arm(this, context.loop().now() + LIMIT_NANOS);
    pool.begun();
    pool.acquire(this, StreamNeed.CERTAIN);
  }

  // ---- the request

  @Override
  public boolean onStream(UpstreamStream ready, boolean reused) {
    if (over) {
      return false;
    }
    stream = ready;
    ready.sendHead(head, this);
    pass(ready);
    ready.flush();
    return true;
  }

  /** Takes a part of the body over. */
  void data(ByteBuf data) {
    if (over) {
      data.release();
      return;
    }
    held.add(data);
    heldBytes += data.readableBytes();
    UpstreamStream to = stream;
    if (to != null) {
      pass(to);
    }
    if (heldBytes > HELD) {
      cancel(MirrorOutcome.CUT);
    }
  }

  /** The request is complete; keeps its own copy of {@code received}, null for no trailers. */
  void end(@Nullable HeaderBlock received) {
    requestEnded = true;
    if (received != null && !over) {
      HeaderBlock copy = new HeaderBlock();
      copy.addAll(received);
      trailers = copy;
    }
    UpstreamStream to = stream;
    if (to != null && !over) {
      pass(to);
    }
  }

  void flush() {
    UpstreamStream to = stream;
    if (to != null && !over) {
      to.flush();
    }
  }

  private void pass(UpstreamStream to) {
    while (!held.isEmpty() && to.isWritable()) {
      ByteBuf data = held.poll();
      heldBytes -= data.readableBytes();
      to.sendData(data);
    }
    if (requestEnded && held.isEmpty() && !endSent && !over) {
      endSent = true;
      to.sendEnd(trailers);
    }
  }

  @Override
  public void onUpstreamWritable() {
    UpstreamStream to = stream;
    if (to != null && !over) {
      pass(to);
      to.flush();
    }
  }

  // ---- the answer

  @Override
  public HttpTimeouts timeouts() {
    return timeouts;
  }

  @Override
  public void onInterim(ResponseHead interim) {}

  @Override
  public void onUpgrade(ResponseHead response) {
    cancel(MirrorOutcome.FAILED);
  }

  @Override
  public void onResponse(ResponseHead response) {}

  @Override
  public void onResponseData(ByteBuf data) {
    data.release();
  }

  @Override
  public void onResponseEnd(@Nullable HeaderBlock trailers) {
    finish(MirrorOutcome.ANSWERED);
  }

  @Override
  public void onResponseBatchEnd() {}

  @Override
  public void onUpstreamFailure(UpstreamFailure failure) {
    finish(MirrorOutcome.FAILED);
  }

  @Override
  public void onConnectFailure(UpstreamFailure failure) {
    finish(MirrorOutcome.FAILED);
  }

  // ---- endings

  @Override
  protected void expired() {
    cancel(MirrorOutcome.FAILED);
  }

  /** Ends the copy and its stream. */
  void cancel(MirrorOutcome outcome) {
    UpstreamStream cancelled = stream;
    boolean wasOver = over;
    finish(outcome);
    if (cancelled != null && !wasOver) {
      cancelled.cancel();
    }
  }

  private void finish(MirrorOutcome outcome) {
    if (over) {
      return;
    }
    over = true;
    context.loop().deadlines().remove(this);
    for (ByteBuf data = held.poll(); data != null; data = held.poll()) {
      data.release();
    }
    pool.ended();
    cells.ended();
    context.metrics().mirrored(outcome);
  }
}
