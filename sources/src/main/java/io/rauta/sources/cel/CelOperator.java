package io.rauta.sources.cel;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Operators between two values that are always both needed. */
enum CelOperator {
  EQUAL("=="),
  UNEQUAL("!="),
  LESS("<"),
  AT_MOST("<="),
  MORE(">"),
  AT_LEAST(">="),
  IN("in"),
  PLUS("+"),
  MINUS("-"),
  TIMES("*"),
  DIVIDED("/"),
  MODULO("%");

  private static final Map<String, CelOperator> BY_SIGN =
      Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(CelOperator::sign, it -> it));

  private final String sign;

  CelOperator(String sign) {
    this.sign = sign;
  }

  static Optional<CelOperator> of(String sign) {
    return Optional.ofNullable(BY_SIGN.get(sign));
  }

  boolean isRelation() {
    return compareTo(IN) <= 0;
  }

  boolean isSum() {
    return this == PLUS || this == MINUS;
  }

  boolean isProduct() {
    return compareTo(TIMES) >= 0;
  }

  String sign() {
    return sign;
  }

  Object apply(Object left, Object right) {
    return switch (this) {
      case EQUAL -> CelValues.equal(left, right);
      case UNEQUAL -> !CelValues.equal(left, right);
      case LESS -> CelValues.compare(left, right) < 0;
      case AT_MOST -> CelValues.compare(left, right) <= 0;
      case MORE -> CelValues.compare(left, right) > 0;
      case AT_LEAST -> CelValues.compare(left, right) >= 0;
      case IN -> CelValues.isIn(left, right);
      case PLUS, MINUS, TIMES, DIVIDED, MODULO -> CelValues.calculate(this, left, right);
    };
  }
}
