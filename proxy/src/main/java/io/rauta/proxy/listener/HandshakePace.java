package io.rauta.proxy.listener;

import io.rauta.proxy.loop.WorkerLoop;
import java.util.ArrayDeque;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Spreads handshakes over the turns of one worker's loop, so that a storm of them leaves time for
 * the connections that there are already: a turn spends no more than so much time on the part of
 * handshakes that costs most, the answers to first messages.
 *
 * <p>Owned by the loop.
 */
public final class HandshakePace {

  private static final long PER_TURN_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

  private final WorkerLoop loop;
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private final Runnable endTurn = this::endTurn;
  private final Runnable goOn = this::goOn;
  private boolean isTurnOpen;
  private boolean isScheduled;
  private long spent;

  /** Nothing waits at first. */
  public HandshakePace(WorkerLoop loop) {
    this.loop = loop;
  }

  /** Runs {@code answer} now or, behind those that wait, in a later turn; answers whether now. */
  boolean run(Runnable answer) {
    if (!waiting.isEmpty() || spent >= PER_TURN_NANOS) {
      waiting.add(answer);
      schedule();
      return false;
    }
    if (!isTurnOpen) {
      isTurnOpen = true;
      loop.eventLoop().execute(endTurn);
    }
    timed(answer);
    return true;
  }

  private void timed(Runnable answer) {
    long begun = loop.now();
    answer.run();
    spent += loop.now() - begun;
  }

  /** Tasks are run at the end of a turn, once all sockets that are ready were read. */
  private void endTurn() {
    isTurnOpen = false;
    spent = 0;
  }

  /** Tasks with a delay, however short, are run in a later turn than other tasks. */
  private void schedule() {
    if (!isScheduled) {
      isScheduled = true;
      @Nullable ScheduledFuture<?> ignored =
          loop.eventLoop().schedule(goOn, 1, TimeUnit.NANOSECONDS);
    }
  }

  private void goOn() {
    isScheduled = false;
    spent = 0;
    for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
      timed(next);
      if (spent >= PER_TURN_NANOS) {
        break;
      }
    }
    if (!waiting.isEmpty()) {
      schedule();
    }
  }
}
