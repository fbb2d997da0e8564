package io.rauta.control.topology.build;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.rauta.control.Problem;
import io.rauta.control.syntax.Given;
import io.rauta.control.topology.NamespaceSelection;
import io.rauta.control.topology.NamespaceSelection.Labelled;
import io.rauta.control.topology.NamespaceSelection.Requirement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads which namespaces are meant; what cannot be understood means none. Used once. */
final class NamespaceSelections {

  private final String field;
  private final List<Problem> problems;

  /**
   * Reads on behalf of one field.
   *
   * @param field where the selection stands
   * @param problems takes what is wrong
   */
  NamespaceSelections(String field, List<Problem> problems) {
    this.field = field;
    this.problems = problems;
  }

  /**
   * Reads the selection.
   *
   * @param from {@code All}, {@code Same}, {@code Selector} or {@code None}
   * @param selector labels for {@code Selector}
   */
  NamespaceSelection read(String from, @Nullable LabelSelector selector) {
    return switch (from) {
      case "All" -> new NamespaceSelection.All();
      case "Same" -> new NamespaceSelection.Same();
      case "None" -> new NamespaceSelection.None();
      case "Selector" -> labelled(selector, field + ".selector");
      default -> {
        problems.add(new Problem.Unknown(field + ".from", from, "All, Same, Selector, None"));
        yield new NamespaceSelection.None();
      }
    };
  }

  private NamespaceSelection labelled(@Nullable LabelSelector selector, String at) {
    if (selector == null) {
      problems.add(new Problem.Missing(at, "the labels of the namespaces that are meant"));
      return new NamespaceSelection.None();
    }
    int before = problems.size();
    List<Requirement> requirements = new ArrayList<>();
    if (selector.getMatchLabels() != null) {
      for (Map.Entry<String, String> label : selector.getMatchLabels().entrySet()) {
        requirements.add(
            new Requirement.In(Given.text(label.getKey()), Set.of(Given.text(label.getValue()))));
      }
    }
    List<LabelSelectorRequirement> expressions = Given.list(selector.getMatchExpressions());
    for (int i = 0; i < expressions.size(); i++) {
      String place = at + ".matchExpressions[" + i + "]";
      if (expressions.get(i) == null) {
        problems.add(new Problem.Missing(place, "a condition on a label"));
      } else {
        expression(expressions.get(i), place, requirements);
      }
    }
    return problems.size() > before ? new NamespaceSelection.None() : new Labelled(requirements);
  }

  private void expression(
      LabelSelectorRequirement expression, String at, List<Requirement> requirements) {
    String label = Given.text(expression.getKey());
    String operator = Given.text(expression.getOperator());
    Set<String> values = new HashSet<>();
    for (String value : Given.list(expression.getValues())) {
      values.add(Given.text(value));
    }
    switch (operator) {
      case "In" -> requirements.add(new Requirement.In(label, values));
      case "NotIn" -> requirements.add(new Requirement.NotIn(label, values));
      case "Exists" -> requirements.add(new Requirement.Exists(label));
      case "DoesNotExist" -> requirements.add(new Requirement.Absent(label));
      default ->
          problems.add(
              new Problem.Unknown(at + ".operator", operator, "In, NotIn, Exists, DoesNotExist"));
    }
  }
}
