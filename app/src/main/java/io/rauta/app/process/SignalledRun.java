package io.rauta.app.process;

import io.rauta.app.command.ExitCode;
import io.rauta.app.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one gateway until a signal stops it. The first signal drains, the second ends the drain at
 * once.
 */
public final class SignalledRun {

  private static final Logger LOG = LoggerFactory.getLogger("process");
  private static final double NANOS_PER_MILLI = 1e6;

  private final CountDownLatch stop = new CountDownLatch(1);
  private final AtomicInteger signals = new AtomicInteger();

  private SignalledRun() {}

  /**
   * Serves; blocks until the process may end.
   *
   * @param origin where the objects come from
   * @param settings how
   * @param whenReady called once the first configuration is served
   * @return how to end
   * @throws StartFailure if the gateway cannot start
   */
  public static ExitCode run(Origin origin, Settings settings, Consumer<Gateway> whenReady)
      throws StartFailure {
    SignalledRun run = new SignalledRun();
    Gateway gateway = Gateway.start(origin, settings);
    StopSignals.receive(name -> run.signalled(name, gateway));
    LOG.info("ready after-ms={}", Math.round(sinceStartMillis()));
    whenReady.accept(gateway);
    return run.untilStopped(gateway);
  }

  private void signalled(String name, Gateway gateway) {
    if (signals.incrementAndGet() == 1) {
      LOG.info("stopping signal={}", name);
      stop.countDown();
    } else {
      LOG.warn("ending at once signal={}", name);
      gateway.cut();
    }
  }

  private ExitCode untilStopped(Gateway gateway) {
    boolean interrupted = false;
    while (true) {
      try {
        stop.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    long begin = System.nanoTime();
    long cut = gateway.drain().requestsCut();
    gateway.close(); // the JVM would wait 300 ms for threads that are left in a system call
    double millis = (System.nanoTime() - begin) / NANOS_PER_MILLI;
    LOG.info("stopped requests-cut={} after-ms={}", cut, Math.round(millis));
    return cut == 0 ? ExitCode.CLEAN : ExitCode.REQUESTS_CUT;
  }

  private static double sinceStartMillis() {
    Duration since =
        ProcessHandle.current()
            .info()
            .startInstant()
            .map(start -> Duration.between(start, Instant.now()))
            .orElse(Duration.ZERO);
    return since.toNanos() / NANOS_PER_MILLI;
  }
}
