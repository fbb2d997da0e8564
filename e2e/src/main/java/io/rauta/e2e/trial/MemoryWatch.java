package io.rauta.e2e.trial;

/** Samples the resident memory of a process from a thread of its own while it is open. */
public final class MemoryWatch implements AutoCloseable {
  private static final double GROWTH_MIB = 200;
  private static final int SAMPLE_MILLIS = 50;

  private final OsProcess process;
  private final long before;
  private final Thread thread;
  private volatile long peak;

  private MemoryWatch(OsProcess process) {
    this.process = process;
    this.before = process.residentBytes();
    this.peak = before;
    this.thread = Thread.ofVirtual().start(this::sample);
  }

  public static MemoryWatch start(OsProcess process) {
    return new MemoryWatch(process);
  }

  /**
   * Takes down how much the memory has grown at most since the start, and fails if it is no trifle.
   */
  public void expectFlat(Trial trial) {
    double grown = (peak - before) / (double) (1 << 20);
    trial.figure("memory grown (MiB)", grown, 64);
    Expect.that(grown < GROWTH_MIB, "memory has grown by %.0f MiB".formatted(grown));
  }

  private void sample() {
    try {
      while (process.alive()) {
        peak = Math.max(peak, process.residentBytes());
        Thread.sleep(SAMPLE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
