package io.rauta.origins.echo;

/** The rest of an answer that is written piece by piece. */
@FunctionalInterface
interface Answer {
  /** Returned by {@link #write} when nothing follows. */
  long DONE = -1;

  /**
   * Appends the next piece; returns the nanoseconds until the one after it may be asked for, or
   * {@link #DONE}.
   */
  long write(OutBytes out);
}
