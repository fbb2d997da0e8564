package io.rauta.control.status;

import io.rauta.control.Problem;
import io.rauta.control.StatusReport.Condition;
import io.rauta.control.StatusReport.Truth;
import io.rauta.control.topology.ListenerOwner;

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

  /** Whether an object without problems of its own is accepted, which its listeners decide. */
  static Condition acceptedByListeners(ListenerOwner owner) {
    int valid = owner.validListeners();
    int all = owner.listeners().size();
    if (valid == all) {
      return holds(Reasons.ACCEPTED, Reasons.ACCEPTED);
    }
    String message = valid + " of " + all + " listeners are valid";
    return valid > 0
        ? holds(Reasons.ACCEPTED, Reasons.LISTENERS_NOT_VALID, message)
        : fails(Reasons.ACCEPTED, Reasons.LISTENERS_NOT_VALID, message);
  }

  static String text(Problem problem) {
    return problem.field() + " " + problem.message();
  }
}
