package io.rauta.proxy.http1.syntax;

/** What reading one part of a message came to. */
public enum Progress {
  /** The part goes on. */
  MORE,
  /** The part is complete; bytes behind it were left in the buffer. */
  COMPLETE,
  /** The part breaks the rules. */
  REFUSED
}
