package io.rauta.app.command;

/** How the process ends; part of the contract of the command line. */
public enum ExitCode {
  /** Done, or stopped with every request answered. */
  CLEAN(0),
  /** A file, variable or address cannot be used. */
  BAD_INPUT(1),
  /** The command line is wrong. */
  WRONG_USAGE(2),
  /** Stopped, but requests were cut. */
  REQUESTS_CUT(3),
  /** An error of ours. */
  INTERNAL_ERROR(70);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  /** What the system is told. */
  public int number() {
    return number;
  }
}
