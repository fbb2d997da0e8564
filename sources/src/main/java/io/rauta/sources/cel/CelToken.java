package io.rauta.sources.cel;

/** One word of an expression. */
sealed interface CelToken {

  /** A name, or a word of the language. */
  record Name(String text) implements CelToken {}

  /** A number or text. */
  record Constant(Object value) implements CelToken {}

  /** An operator or a bracket. */
  record Sign(String text) implements CelToken {}

  /** The end of the expression. */
  record End() implements CelToken {}
}
