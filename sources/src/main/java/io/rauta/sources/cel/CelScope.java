package io.rauta.sources.cel;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A variable and those around it.
 *
 * @param name of the innermost variable
 * @param value of the innermost variable
 * @param around where to look further, null at the outside
 */
record CelScope(String name, Object value, @Nullable CelScope around) {

  private static final CelScope EMPTY = new CelScope("", CelNull.NULL, null);

  static CelScope of(Map<String, ?> variables) {
    CelScope scope = EMPTY;
    for (Map.Entry<String, ?> variable : variables.entrySet()) {
      scope = scope.with(variable.getKey(), variable.getValue());
    }
    return scope;
  }

  CelScope with(String variable, Object itsValue) {
    return new CelScope(variable, itsValue, this);
  }

  Object get(String variable) {
    for (CelScope scope = this; scope != null; scope = scope.around) {
      if (scope.name.equals(variable)) {
        return scope.value;
      }
    }
    throw new CelFailure("undeclared reference to '" + variable + "'");
  }
}
