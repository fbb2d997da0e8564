package io.rauta.app.output;

/** How a result is written. */
public enum OutputFormat {
  /** For people. */
  TEXT,
  /** For programs. */
  JSON,
  /** For programs that show results of static analysis (OASIS SARIF 2.1.0). */
  SARIF
}
