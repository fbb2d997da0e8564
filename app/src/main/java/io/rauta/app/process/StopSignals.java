package io.rauta.app.process;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * SIGTERM and SIGINT, received from the first moment on, so that a signal during the start ends the
 * process in order. Until somebody else is to be told they end it at once with exit code 0: nothing
 * is served yet, so nothing is cut.
 *
 * <p>A shutdown hook cannot do this: the JVM ignores a second signal while its hooks run, and exits
 * with a code of its own. The only class that touches {@code sun.misc}. For any thread.
 */
public final class StopSignals {

  private static final List<String> NAMES = List.of("TERM", "INT");

  private final List<Runnable> restorations = new ArrayList<>();
  private Consumer<String> receiver = _ -> System.exit(0);

  private StopSignals() {}

  /** Receives both signals from now on, each on a thread of its own. */
  public static StopSignals receive() {
    StopSignals signals = new StopSignals();
    for (String name : NAMES) {
      Signal kind = new Signal(name);
      SignalHandler before =
          Signal.handle(kind, signal -> signals.received("SIG" + signal.getName()));
      signals.restorations.add(() -> Signal.handle(kind, before));
    }
    return signals;
  }

  /** Leaves both signals to the JVM again: a command that serves nothing ends by them as any. */
  public void leave() {
    restorations.forEach(Runnable::run);
  }

  /**
   * Has {@code receiver} told the name of each signal from now on. If the process is ending because
   * of an earlier one this does not return, so what is done next can rely on its going on.
   */
  synchronized void tell(Consumer<String> receiver) {
    this.receiver = receiver;
  }

  private synchronized void received(String name) {
    receiver.accept(name);
  }
}
