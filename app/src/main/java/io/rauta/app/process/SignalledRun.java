package io.rauta.app.process;

import io.rauta.app.command.ExitCode;
import io.rauta.app.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one gateway until a signal stops it. A signal that comes before anything is served ends the
 * process; later the first one drains, the second ends the drain at once.
 */
public final class SignalledRun {

  private static final Logger LOG = LoggerFactory.getLogger("process");
  private static final double NANOS_PER_MILLI = 1e6;

  private final CountDownLatch stop = new CountDownLatch(1);
  private int signals;
  private Optional<Gateway> gateway = Optional.empty();

  private SignalledRun() {}

  /**
   * Serves; blocks until the process may end.
   *
   * @param signals stop it
   * @param origin where the objects come from
   * @param settings how
   * @param whenReady called once the first configuration is served
   * @return how to end
   * @throws StartFailure if the gateway cannot start
   */
  public static ExitCode run(
      StopSignals signals, Origin origin, Settings settings, Consumer<Gateway> whenReady)
      throws StartFailure {
    SignalledRun run = new SignalledRun();
    signals.tell(SignalledRun::endUnserved);
    Gateway gateway = Gateway.start(origin, settings, () -> signals.tell(run::signalled));
    LOG.info("ready after-ms={}", Math.round(sinceStartMillis()));
    run.started(gateway);
    whenReady.accept(gateway);
    return run.untilStopped(gateway);
  }

  private static void endUnserved(String name) {
    LOG.info("stopping before anything is served signal={}", name);
    System.exit(ExitCode.CLEAN.number());
  }

  private synchronized void signalled(String name) {
    signals++;
    if (signals == 1) {
      LOG.info("stopping signal={}", name);
      stop.countDown();
    } else {
      LOG.warn("ending at once signal={}", name);
      gateway.ifPresent(Gateway::cut);
    }
  }

  private synchronized void started(Gateway started) {
    gateway = Optional.of(started);
    if (signals > 1) {
      started.cut();
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
