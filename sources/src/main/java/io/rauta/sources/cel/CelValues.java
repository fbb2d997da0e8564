package io.rauta.sources.cel;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Equality, order and arithmetic of values. Stateless. */
final class CelValues {

  private CelValues() {}

  static String typeName(Object value) {
    return switch (value) {
      case String _ -> "string";
      case Long _ -> "int";
      case Double _ -> "double";
      case Boolean _ -> "bool";
      case Duration _ -> "duration";
      case List<?> _ -> "list";
      case Map<?, ?> _ -> "map";
      default -> "null_type";
    };
  }

  static String text(Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw CelFailure.noOverload("string", value);
  }

  static boolean truth(Object value) {
    if (value instanceof Boolean truth) {
      return truth;
    }
    throw CelFailure.noOverload("bool", value);
  }

  static Map<?, ?> map(Object value, String function) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw CelFailure.noOverload(function, value);
  }

  /** Items of a list, keys of a map. */
  static Collection<?> items(Object value) {
    return value instanceof List<?> list ? list : map(value, "comprehension").keySet();
  }

  static int number(Object value) {
    if (value instanceof Long number && number.intValue() == number) {
      return number.intValue();
    }
    throw CelFailure.noOverload("int", value);
  }

  /** Numbers are equal by what they stand for, all else also by its type. */
  static boolean equal(Object left, Object right) {
    if (left instanceof Number && right instanceof Number) {
      return compare(left, right) == 0;
    }
    if (left instanceof List<?> a && right instanceof List<?> b) {
      return a.size() == b.size() && isPairwiseEqual(a, b);
    }
    if (left instanceof Map<?, ?> a && right instanceof Map<?, ?> b) {
      return a.keySet().equals(b.keySet())
          && a.keySet().stream().allMatch(key -> equal(value(a, key), value(b, key)));
    }
    return left.equals(right);
  }

  private static boolean isPairwiseEqual(List<?> a, List<?> b) {
    for (int i = 0; i < a.size(); i++) {
      if (!equal(a.get(i), b.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static Object value(Map<?, ?> map, Object key) {
    Object value = map.get(key);
    return value == null ? CelNull.NULL : value;
  }

  static int compare(Object left, Object right) {
    if (left instanceof Long a && right instanceof Long b) {
      return a.compareTo(b);
    }
    if (left instanceof Number a && right instanceof Number b) {
      return Double.compare(a.doubleValue(), b.doubleValue());
    }
    if (left instanceof String a && right instanceof String b) {
      return a.compareTo(b);
    }
    if (left instanceof Duration a && right instanceof Duration b) {
      return a.compareTo(b);
    }
    throw CelFailure.noOverload("comparison", left, right);
  }

  static boolean isIn(Object item, Object of) {
    if (of instanceof List<?> list) {
      return list.stream().anyMatch(each -> equal(item, each));
    }
    if (of instanceof Map<?, ?> map) {
      return map.containsKey(item);
    }
    throw CelFailure.noOverload("in", item, of);
  }

  static long size(Object value) {
    if (value instanceof String text) {
      return text.codePointCount(0, text.length());
    }
    if (value instanceof List<?> list) {
      return list.size();
    }
    if (value instanceof Map<?, ?> map) {
      return map.size();
    }
    throw CelFailure.noOverload("size", value);
  }

  static Object calculate(CelOperator operator, Object left, Object right) {
    if (left instanceof Long a && right instanceof Long b) {
      try {
        return integer(operator, a, b);
      } catch (ArithmeticException e) {
        throw new CelFailure("integer overflow or division by zero");
      }
    }
    if (operator == CelOperator.PLUS) {
      if (left instanceof String a && right instanceof String b) {
        return a + b;
      }
      if (left instanceof List<?> a && right instanceof List<?> b) {
        return Stream.<Object>concat(a.stream(), b.stream()).toList();
      }
    }
    throw CelFailure.noOverload(operator.sign(), left, right);
  }

  private static long integer(CelOperator operator, long a, long b) {
    return switch (operator) {
      case PLUS -> Math.addExact(a, b);
      case MINUS -> Math.subtractExact(a, b);
      case TIMES -> Math.multiplyExact(a, b);
      case DIVIDED -> Math.divideExact(a, b);
      case MODULO -> a % b;
      case EQUAL, UNEQUAL, LESS, AT_MOST, MORE, AT_LEAST, IN ->
          throw new IllegalArgumentException(operator + " is no arithmetic");
    };
  }
}
