package io.rauta.control.status;

import io.rauta.control.Problem;
import io.rauta.control.StatusReport.Condition;
import io.rauta.control.StatusReport.Truth;

/** Makes conditions. */
final class Conditions {

  private Conditions() {}

  static Condition holds(String type, String reason) {
    return new Condition(type, Truth.TRUE, reason, "");
  }

  static Condition holds(String type, String reason, String message) {
    return new Condition(type, Truth.TRUE, reason, message);
  }

  static Condition fails(String type, String reason, String message) {
    return new Condition(type, Truth.FALSE, reason, message);
  }

  static Condition fails(String type, String reason, Problem problem) {
    return fails(type, reason, text(problem));
  }

  static String text(Problem problem) {
    return problem.field() + " " + problem.message();
  }
}
