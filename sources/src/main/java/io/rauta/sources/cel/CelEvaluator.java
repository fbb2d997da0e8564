package io.rauta.sources.cel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Walks an expression. Stateless. */
final class CelEvaluator {

  private CelEvaluator() {}

  static Object evaluate(CelExpr expr, CelScope scope) {
    return switch (expr) {
      case CelExpr.Constant(Object value) -> value;
      case CelExpr.Variable(String name) -> scope.get(name);
      case CelExpr.Items(List<CelExpr> items) -> all(items, scope);
      case CelExpr.Entries(List<CelExpr.Entry> entries) -> map(entries, scope);
      case CelExpr.Select(CelExpr of, String field) -> field(evaluate(of, scope), field);
      case CelExpr.Has(CelExpr of, String field) ->
          asMap(evaluate(of, scope), "has").containsKey(field);
      case CelExpr.Index(CelExpr of, CelExpr index) ->
          item(evaluate(of, scope), evaluate(index, scope));
      case CelExpr.And and -> shortCut(and.left(), and.right(), false, scope);
      case CelExpr.Or or -> shortCut(or.left(), or.right(), true, scope);
      case CelExpr.Not(CelExpr of) -> !truth(evaluate(of, scope));
      case CelExpr.Minus(CelExpr of) ->
          CelValues.calculate(CelOperator.MINUS, zero(evaluate(of, scope)), evaluate(of, scope));
      case CelExpr.Conditional(CelExpr condition, CelExpr then, CelExpr otherwise) ->
          evaluate(truth(evaluate(condition, scope)) ? then : otherwise, scope);
      case CelExpr.Binary(CelOperator operator, CelExpr left, CelExpr right) ->
          operator.apply(evaluate(left, scope), evaluate(right, scope));
      case CelExpr.Call(CelFunction function, List<CelExpr> arguments) ->
          function.apply(all(arguments, scope));
      case CelExpr.Matches matches ->
          matches.pattern().matcher(CelValues.text(evaluate(matches.text(), scope))).find();
      case CelExpr.Each each -> each(each, scope);
    };
  }

  private static Object zero(Object like) {
    return like instanceof Double ? (Object) 0.0 : (Object) 0L;
  }

  private static List<Object> all(List<CelExpr> items, CelScope scope) {
    List<Object> values = new ArrayList<>(items.size());
    for (CelExpr item : items) {
      values.add(evaluate(item, scope));
    }
    return values;
  }

  private static Map<Object, Object> map(List<CelExpr.Entry> entries, CelScope scope) {
    Map<Object, Object> values = new LinkedHashMap<>();
    for (CelExpr.Entry entry : entries) {
      values.put(evaluate(entry.key(), scope), evaluate(entry.value(), scope));
    }
    return values;
  }

  private static Object field(Object of, String field) {
    Object value = asMap(of, "." + field).get(field);
    if (value == null) {
      throw new CelFailure("no such key: " + field);
    }
    return value;
  }

  private static Object item(Object of, Object index) {
    if (of instanceof List<?> list && index instanceof Long number) {
      if (number < 0 || number >= list.size()) {
        throw new CelFailure("index out of bounds: " + number);
      }
      return list.get(number.intValue());
    }
    Object value = asMap(of, "[]").get(index);
    if (value == null) {
      throw new CelFailure("no such key: " + index);
    }
    return value;
  }

  private static Map<?, ?> asMap(Object value, String function) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw CelFailure.noOverload(function, value);
  }

  private static boolean truth(Object value) {
    if (value instanceof Boolean truth) {
      return truth;
    }
    throw CelFailure.noOverload("bool", value);
  }

  /** Either side alone may decide, whatever the other comes to, even an error. */
  private static boolean shortCut(CelExpr left, CelExpr right, boolean decisive, CelScope scope) {
    @Nullable CelFailure failure = null;
    try {
      if (truth(evaluate(left, scope)) == decisive) {
        return decisive;
      }
    } catch (CelFailure e) {
      failure = e;
    }
    boolean other = truth(evaluate(right, scope));
    if (other != decisive && failure != null) {
      throw failure;
    }
    return other;
  }

  private static Object each(CelExpr.Each each, CelScope scope) {
    Collection<?> items =
        switch (evaluate(each.of(), scope)) {
          case List<?> list -> list;
          case Map<?, ?> map -> map.keySet();
          case Object other -> throw CelFailure.noOverload("comprehension", other);
        };
    return switch (each.macro()) {
      case ALL -> decided(each, items, false, scope);
      case EXISTS -> decided(each, items, true, scope);
      case EXISTS_ONE -> filtered(each, items, scope).size() == 1;
      case FILTER -> filtered(each, items, scope);
      case MAP -> mapped(each, items, scope);
    };
  }

  private static boolean decided(
      CelExpr.Each each, Collection<?> items, boolean decisive, CelScope scope) {
    @Nullable CelFailure failure = null;
    for (Object item : items) {
      try {
        if (truth(evaluate(each.body(), scope.with(each.variable(), item))) == decisive) {
          return decisive;
        }
      } catch (CelFailure e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
    return !decisive;
  }

  private static List<Object> filtered(CelExpr.Each each, Collection<?> items, CelScope scope) {
    List<Object> kept = new ArrayList<>();
    for (Object item : items) {
      if (truth(evaluate(each.body(), scope.with(each.variable(), item)))) {
        kept.add(item);
      }
    }
    return kept;
  }

  private static List<Object> mapped(CelExpr.Each each, Collection<?> items, CelScope scope) {
    List<Object> made = new ArrayList<>(items.size());
    for (Object item : items) {
      made.add(evaluate(each.body(), scope.with(each.variable(), item)));
    }
    return made;
  }
}
