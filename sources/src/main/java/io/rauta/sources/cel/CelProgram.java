package io.rauta.sources.cel;

import java.util.Map;

/** An expression that can be evaluated any number of times, by any thread. */
public final class CelProgram {

  private final CelExpr expr;

  private CelProgram(CelExpr expr) {
    this.expr = expr;
  }

  /**
   * Parses an expression.
   *
   * @throws IllegalArgumentException if it is none, or calls a function that is not supported
   */
  public static CelProgram parse(String text) {
    return new CelProgram(CelParser.parse(text));
  }

  /** Evaluates it with these values of its variables. */
  public CelOutcome evaluate(Map<String, ?> variables) {
    try {
      return new CelOutcome.Value(expr.evaluate(CelScope.of(variables)));
    } catch (CelFailure failure) {
      return new CelOutcome.Failed(failure.text());
    }
  }
}
