package io.rauta.sources.rules;

import io.rauta.sources.cel.CelOutcome;
import io.rauta.sources.cel.CelProgram;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An expression that has to be true of a value, parsed when it is first asked. Any thread. */
final class Rule {

  private final String expression;
  private final String message;
  private volatile @Nullable CelProgram parsed;

  Rule(String expression, String message) {
    this.expression = expression;
    this.message = message;
  }

  /** As written. */
  String expression() {
    return expression;
  }

  /** What is said when it does not hold. */
  String message() {
    return message.isEmpty() ? expression : message;
  }

  CelOutcome ask(Object self) {
    CelProgram program = parsed;
    if (program == null) {
      program = CelProgram.parse(expression);
      parsed = program;
    }
    return program.evaluate(Map.of("self", self));
  }
}
