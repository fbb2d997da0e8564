package io.rauta.sources.cel;

import com.google.re2j.Pattern;
import java.util.List;

/** An expression, parsed. */
sealed interface CelExpr {

  /** A value as written. */
  record Constant(Object value) implements CelExpr {}

  /** A variable. */
  record Variable(String name) implements CelExpr {}

  /** {@code [a, b]}. */
  record Items(List<CelExpr> items) implements CelExpr {}

  /** {@code {"a": b}}. */
  record Entries(List<Entry> entries) implements CelExpr {}

  /** One key and its value; no expression by itself. */
  record Entry(CelExpr key, CelExpr value) {}

  /** {@code of.field}. */
  record Select(CelExpr of, String field) implements CelExpr {}

  /** {@code has(of.field)}. */
  record Has(CelExpr of, String field) implements CelExpr {}

  /** {@code of[index]}. */
  record Index(CelExpr of, CelExpr index) implements CelExpr {}

  /** {@code a && b}. */
  record And(CelExpr left, CelExpr right) implements CelExpr {}

  /** {@code a || b}. */
  record Or(CelExpr left, CelExpr right) implements CelExpr {}

  /** {@code !a}. */
  record Not(CelExpr of) implements CelExpr {}

  /** {@code -a}. */
  record Minus(CelExpr of) implements CelExpr {}

  /** {@code a ? b : c}. */
  record Conditional(CelExpr condition, CelExpr then, CelExpr otherwise) implements CelExpr {}

  /** Two values and what is between them. */
  record Binary(CelOperator operator, CelExpr left, CelExpr right) implements CelExpr {}

  /** A function; the value it is called on is the first argument. */
  record Call(CelFunction function, List<CelExpr> arguments) implements CelExpr {}

  /** {@code text.matches('...')}, with a pattern that is known beforehand. */
  record Matches(CelExpr text, Pattern pattern) implements CelExpr {}

  /** {@code list.all(x, ...)} and its like. */
  record Each(CelMacro macro, CelExpr of, String variable, CelExpr body) implements CelExpr {}
}
