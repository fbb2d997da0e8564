package io.rauta.app.process;

/** Whether traffic should be sent here. Ready once every worker serves a first configuration. */
final class Readiness {

  private volatile Phase phase = Phase.STARTING;

  /** The phases, in their order. */
  enum Phase {
    STARTING("starting"),
    READY("ready"),
    STOPPING("stopping");

    private final String word;

    Phase(String word) {
      this.word = word;
    }

    /** What a probe is told. */
    String word() {
      return word;
    }
  }

  /** The phase now. From any thread. */
  Phase phase() {
    return phase;
  }

  /** The first configuration is served; without effect once stopping. */
  synchronized void started() {
    if (phase == Phase.STARTING) {
      phase = Phase.READY;
    }
  }

  /** A signal said so; for good. */
  synchronized void stopping() {
    phase = Phase.STOPPING;
  }
}
