package io.rauta.sources.kubernetes.snapshot;

/** A file that is there and cannot be served. */
public final class UnusableSnapshot extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * Says why.
   *
   * @param message to follow the name of the file
   */
  UnusableSnapshot(String message) {
    super(message);
  }
}
