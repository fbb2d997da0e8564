package io.rauta.sources.cel;

/**
 * One word of an expression.
 *
 * @param kind what it is
 * @param text as written; empty for a constant
 * @param value of a constant; otherwise the text
 */
record CelToken(Kind kind, String text, Object value) {

  static final CelToken END = new CelToken(Kind.END, "", "");

  /** Kinds of words. */
  enum Kind {
    /** A name, or a word of the language. */
    NAME,
    /** A number or text. */
    CONSTANT,
    /** An operator or a bracket. */
    SIGN,
    /** The end of the expression. */
    END
  }

  static CelToken name(String text) {
    return new CelToken(Kind.NAME, text, text);
  }

  static CelToken constant(Object value) {
    return new CelToken(Kind.CONSTANT, "", value);
  }

  static CelToken sign(String text) {
    return new CelToken(Kind.SIGN, text, text);
  }

  boolean isSign(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  boolean isConstant() {
    return kind == Kind.CONSTANT;
  }

  /** Whether no operator can follow what stands before this. */
  boolean endsExpression() {
    return kind == Kind.END || (kind == Kind.SIGN && ",:)]}".contains(text));
  }
}
