package io.rauta.sources.kubernetes.lease;

/** Whether this process is the one replica that gives out addresses and writes. */
public interface Leadership extends AutoCloseable {

  /** Whether it is at this moment. From any thread. */
  boolean leads();

  /**
   * Begins to strive for it. Called once.
   *
   * @param changed called after each change of {@link #leads}, on a thread of this object; must not
   *     block
   */
  void start(Runnable changed);

  /** Gives it up, so that another replica need not wait for it to run out. */
  @Override
  void close();
}
