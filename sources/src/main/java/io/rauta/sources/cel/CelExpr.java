package io.rauta.sources.cel;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An expression, parsed. Each form evaluates itself: files are judged before a gateway is ready,
 * and a switch over types costs a millisecond where it runs for the first time.
 */
sealed interface CelExpr {

  /**
   * The value.
   *
   * @throws CelFailure if there is none
   */
  Object evaluate(CelScope scope);

  /** The values of several. */
  static List<Object> all(List<CelExpr> exprs, CelScope scope) {
    List<Object> values = new ArrayList<>(exprs.size());
    for (CelExpr expr : exprs) {
      values.add(expr.evaluate(scope));
    }
    return values;
  }

  /** A value as written. */
  record Constant(Object value) implements CelExpr {
    @Override
    public Object evaluate(CelScope scope) {
      return value;
    }
  }

  /** A variable. */
  record Variable(String name) implements CelExpr {
    @Override
    public Object evaluate(CelScope scope) {
      return scope.get(name);
    }
  }

  /** {@code [a, b]}. */
  record Items(List<CelExpr> items) implements CelExpr {
    @Override
    public Object evaluate(CelScope scope) {
      return all(items, scope);
    }
  }

  /** {@code {"a": b}}. */
  record Entries(List<Entry> entries) implements CelExpr {
    @Override
    public Object evaluate(CelScope scope) {
      Map<Object, Object> values = LinkedHashMap.newLinkedHashMap(entries.size());
      for (Entry entry : entries) {
        values.put(entry.key().evaluate(scope), entry.value().evaluate(scope));
      }
      return values;
    }
  }

  /** One key and its value; no expression by itself. */
  record Entry(CelExpr key, CelExpr value) {}

  /** {@code of.field}. */
  record Select(CelExpr of, String field) implements CelExpr {
    @Override
    public Object evaluate(CelScope scope) {
      Object value = CelValues.map(of.evaluate(scope), "." + field).get(field);
      if (value == null) {
        throw new CelFailure("no such key: " + field);
      }
      return value;
    }
  }

  /** {@code has(of.field)}. */
  record Has(CelExpr of, String field) implements CelExpr {
    @Override
    public Object evaluate(CelScope scope) {
      return CelValues.map(of.evaluate(scope), "has").containsKey(field);
    }
  }

  /** {@code of[index]}. */
  record Index(CelExpr of, CelExpr index) implements CelExpr {
    @Override
    public Object evaluate(CelScope scope) {
      Object from = of.evaluate(scope);
      Object at = index.evaluate(scope);
      if (from instanceof List<?> list && at instanceof Long number) {
        if (number < 0 || number >= list.size()) {
          throw new CelFailure("index out of bounds: " + number);
        }
        return list.get(number.intValue());
      }
      Object value = CelValues.map(from, "[]").get(at);
      if (value == null) {
        throw new CelFailure("no such key: " + at);
      }
      return value;
    }
  }

  /**
   * {@code a && b} and {@code a || b}: either side alone may decide, whatever the other comes to,
   * even an error.
   *
   * @param decisive what decides
   */
  record Either(CelExpr left, CelExpr right, boolean decisive) implements CelExpr {
    @Override
    public Object evaluate(CelScope scope) {
      CelFailure failure = null;
      try {
        if (CelValues.truth(left.evaluate(scope)) == decisive) {
          return decisive;
        }
      } catch (CelFailure e) {
        failure = e;
      }
      boolean other = CelValues.truth(right.evaluate(scope));
      if (other != decisive && failure != null) {
        throw failure;
      }
      return other;
    }
  }

  /** {@code !a}. */
  record Not(CelExpr of) implements CelExpr {
    @Override
    public Object evaluate(CelScope scope) {
      return !CelValues.truth(of.evaluate(scope));
    }
  }

  /** {@code -a}. */
  record Minus(CelExpr of) implements CelExpr {
    @Override
    public Object evaluate(CelScope scope) {
      return CelValues.calculate(CelOperator.MINUS, 0L, of.evaluate(scope));
    }
  }

  /** {@code a ? b : c}. */
  record Conditional(CelExpr condition, CelExpr then, CelExpr otherwise) implements CelExpr {
    @Override
    public Object evaluate(CelScope scope) {
      return (CelValues.truth(condition.evaluate(scope)) ? then : otherwise).evaluate(scope);
    }
  }

  /** Two values and what is between them. */
  record Binary(CelOperator operator, CelExpr left, CelExpr right) implements CelExpr {
    @Override
    public Object evaluate(CelScope scope) {
      return operator.apply(left.evaluate(scope), right.evaluate(scope));
    }
  }

  /** A function; the value it is called on is the first argument. */
  record Call(CelFunction function, List<CelExpr> arguments) implements CelExpr {
    @Override
    public Object evaluate(CelScope scope) {
      return function.apply(all(arguments, scope));
    }
  }

  /** {@code text.matches('...')}, with a pattern that is known beforehand. */
  record Matches(CelExpr text, Pattern pattern) implements CelExpr {
    @Override
    public Object evaluate(CelScope scope) {
      return pattern.matcher(CelValues.text(text.evaluate(scope))).find();
    }
  }

  /** {@code list.all(x, ...)} and its like. */
  record Each(CelMacro macro, CelExpr of, String variable, CelExpr body) implements CelExpr {
    @Override
    public Object evaluate(CelScope scope) {
      return macro.apply(
          CelValues.items(of.evaluate(scope)), item -> body.evaluate(scope.with(variable, item)));
    }
  }
}
