package io.rauta.app.process;

/** The process cannot start because of something that a person has to change. */
public final class StartFailure extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * Fails the start.
   *
   * @param message names what is wrong and what is allowed
   */
  public StartFailure(String message) {
    super(message);
  }
}
