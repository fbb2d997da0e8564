package io.rauta.proxy;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * The end of a data plane without losing a request, in two steps under one deadline: delay and
 * timeout after it began, whatever happens in between. For one thread, which is no worker's.
 */
public final class Drain {

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final ProxyServer server;
  private final LongSupplier clock;
  private final Duration idleGrace;
  private final long delayOver;
  private final long successorLate;
  private final long deadline;

  Drain(ProxyServer server, DrainSettings settings, LongSupplier clock) {
    this.server = server;
    this.clock = clock;
    this.idleGrace = settings.idleGrace();
    this.delayOver = clock.getAsLong() + settings.delay().toNanos();
    this.successorLate = delayOver + settings.timeout().toNanos() / 2;
    this.deadline = delayOver + settings.timeout().toNanos();
  }

  /**
   * Goes on as before for the delay, and then while a successor that has the sockets is starting,
   * for half of the timeout at most: the other half is for the requests that are under way by then.
   * Other configurations may be applied meanwhile.
   */
  public void serveOn() {
    pauseUntil(delayOver, () -> false);
    server.listeners().awaitSuccessor(Duration.ofNanos(successorLate - clock.getAsLong()));
  }

  /**
   * Stops listening, lets connections end with their next answer, and cuts what is left when the
   * time is over. Blocks until no connection is left. No configuration is applied any more.
   */
  public DrainOutcome end() {
    server.listeners().close();
    server.onEveryWorker(worker -> worker.drain(idleGrace.toNanos()));
    pauseUntil(deadline, () -> server.onAllWorkers(worker -> (long) worker.connections()) == 0);
    return new DrainOutcome(server.onAllWorkers(Worker::cut));
  }

  private void pauseUntil(long time, BooleanSupplier done) {
    while (!server.isCut() && !done.getAsBoolean() && clock.getAsLong() - time < 0) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }
}
