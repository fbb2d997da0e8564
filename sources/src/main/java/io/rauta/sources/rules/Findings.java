package io.rauta.sources.rules;

import io.rauta.sources.yaml.Place;
import java.util.ArrayList;
import java.util.List;

/** Collects violations of one object. Used once, by one thread. */
final class Findings {

  /** Whether rules that are expressions may still be asked. */
  enum Weight {
    /** The object has the shape that they rely on. */
    HARMLESS,
    /** They could fail for this reason alone, or cost too much. */
    BLOCKING
  }

  private final List<Violation> violations = new ArrayList<>();
  private boolean blocked;

  void add(Weight weight, Place at, String problem, String allowed) {
    violations.add(new Violation(at.toString(), at.line(), problem, allowed));
    blocked |= weight == Weight.BLOCKING;
  }

  void add(Place at, String problem, String allowed) {
    add(Weight.HARMLESS, at, problem, allowed);
  }

  void add(Violation violation) {
    violations.add(violation);
  }

  boolean isEmpty() {
    return violations.isEmpty();
  }

  boolean isBlocked() {
    return blocked;
  }

  List<Violation> violations() {
    return List.copyOf(violations);
  }
}
