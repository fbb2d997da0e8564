package io.rauta.sources.kubernetes.lease;

/** Whether this process is the one of all replicas that gives out addresses and writes. */
public interface Leadership extends AutoCloseable {

  /** Whether it leads now. Asked by any thread before each write. */
  boolean leads();

  /**
   * Begins to stand for it. Called once.
   *
   * @param changed called after each change, by a thread that it must not block
   */
  void start(Runnable changed);

  /** Gives it up, so that another replica takes over at once. Whoever writes has ended before. */
  @Override
  void close();
}
