package io.rauta.sources.kubernetes;

/** It is not known where the API server is, or who we are there; a person has to change that. */
public final class UnusableKubeconfig extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * Says so.
   *
   * @param message names the file and what is wrong
   */
  UnusableKubeconfig(String message) {
    super(message);
  }
}
