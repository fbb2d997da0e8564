package io.rauta.control.topology;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From which namespaces routes may attach. */
public sealed interface NamespaceSelection {

  /** From every namespace. */
  record All() implements NamespaceSelection {}

  /** From the namespace of the Gateway. */
  record Same() implements NamespaceSelection {}

  /** From no namespace. */
  record None() implements NamespaceSelection {}

  /**
   * From namespaces by their labels.
   *
   * @param requirements all must hold
   */
  record Labelled(List<Requirement> requirements) implements NamespaceSelection {
    public Labelled {
      requirements = List.copyOf(requirements);
    }

    /** Whether a namespace with these labels is meant. */
    public boolean holds(Map<String, String> labels) {
      for (Requirement requirement : requirements) {
        if (!requirement.holds(labels.get(requirement.label()))) {
          return false;
        }
      }
      return true;
    }
  }

  /** A condition on one label. */
  sealed interface Requirement {

    /** The label's name. */
    String label();

    /**
     * The label has one of these values.
     *
     * @param label its name
     * @param values the values
     */
    record In(String label, Set<String> values) implements Requirement {
      public In {
        values = Set.copyOf(values);
      }
    }

    /**
     * The label has none of these values, or is absent.
     *
     * @param label its name
     * @param values the values
     */
    record NotIn(String label, Set<String> values) implements Requirement {
      public NotIn {
        values = Set.copyOf(values);
      }
    }

    /**
     * The label is there.
     *
     * @param label its name
     */
    record Exists(String label) implements Requirement {}

    /**
     * The label is not there.
     *
     * @param label its name
     */
    record Absent(String label) implements Requirement {}

    /** Whether the condition holds for a label with this value, or without the label. */
    default boolean holds(@Nullable String value) {
      return switch (this) {
        case In in -> value != null && in.values().contains(value);
        case NotIn notIn -> value == null || !notIn.values().contains(value);
        case Exists exists -> value != null;
        case Absent absent -> value == null;
      };
    }
  }
}
