package io.rauta.sources.cel;

/**
 * An error as the language has them: it travels up the expression unless {@code &&}, {@code ||} or
 * {@code ?:} does not need the failed part. It never leaves the package.
 */
final class CelFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String text;

  CelFailure(String text) {
    super(text, null, false, false);
    this.text = text;
  }

  /** What went wrong, in words of the language. */
  String text() {
    return text;
  }

  static CelFailure noOverload(String function, Object... values) {
    StringBuilder text = new StringBuilder("no such overload: ").append(function);
    for (Object value : values) {
      text.append(' ').append(CelValues.typeName(value));
    }
    return new CelFailure(text.toString());
  }
}
