package io.rauta.app.process;

import java.util.List;
import java.util.function.Consumer;
import sun.misc.Signal;

/**
 * Receives SIGTERM and SIGINT. A shutdown hook cannot do this: the JVM ignores a second signal
 * while its hooks run. The only class that touches {@code sun.misc}.
 */
final class StopSignals {

  private static final List<String> NAMES = List.of("TERM", "INT");

  private StopSignals() {}

  /**
   * Calls {@code receiver} with the name of each signal that arrives from now on, on a thread of
   * its own for each.
   */
  static void receive(Consumer<String> receiver) {
    for (String name : NAMES) {
      Signal.handle(new Signal(name), signal -> receiver.accept("SIG" + signal.getName()));
    }
  }
}
