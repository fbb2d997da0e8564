package io.rauta.control.tls;

/** What became of text that should hold certificates or a key. */
public sealed interface Reading<T> {

  /**
   * It can be used.
   *
   * @param value what it holds
   */
  record Usable<T>(T value) implements Reading<T> {}

  /**
   * It cannot.
   *
   * @param why the reason, without any of the text
   */
  record Unusable<T>(String why) implements Reading<T> {}
}
