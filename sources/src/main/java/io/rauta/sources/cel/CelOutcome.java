package io.rauta.sources.cel;

/** What an expression came to. */
public sealed interface CelOutcome {

  /** A value. */
  record Value(Object value) implements CelOutcome {}

  /**
   * An error, such as a field that is not there.
   *
   * @param message in words of the language
   */
  record Failed(String message) implements CelOutcome {}
}
