package io.rauta.sources.rules;

import io.rauta.sources.cel.CelOutcome;
import io.rauta.sources.yaml.Place;
import io.rauta.sources.yaml.YamlNode;
import java.util.List;
import java.util.Map;

/** Asks the rules that are expressions, from the outside to the inside. Used by one thread. */
final class RuleCheck {

  private final Findings findings;

  RuleCheck(Findings findings) {
    this.findings = findings;
  }

  /**
   * Checks a value and what is in it.
   *
   * @param self the same value as expressions see it
   */
  void check(YamlNode node, Object self, Schema schema, Place at) {
    for (Rule rule : schema.rules()) {
      ask(rule, self, at);
    }
    if (node instanceof YamlNode.Mapping mapping && self instanceof Map<?, ?> values) {
      for (Map.Entry<String, YamlNode> field : mapping.fields().entrySet()) {
        String name = field.getKey();
        Schema inner = schema.fields().get(name);
        Object value = values.get(name);
        if (inner != null && value != null) {
          check(field.getValue(), value, inner, at.field(name, mapping));
        }
      }
    }
    Schema inner = schema.items();
    if (inner != null
        && node instanceof YamlNode.Sequence(_, List<YamlNode> items)
        && self instanceof List<?> values) {
      for (int i = 0; i < items.size(); i++) {
        check(items.get(i), values.get(i), inner, at.item(i, items.get(i)));
      }
    }
  }

  private void ask(Rule rule, Object self, Place at) {
    CelOutcome outcome = rule.ask(self);
    if (outcome instanceof CelOutcome.Failed(String message)) {
      findings.add(at, "cannot be judged (" + message + "): " + rule.message(), "");
    } else if (outcome instanceof CelOutcome.Value(Object value) && !Boolean.TRUE.equals(value)) {
      findings.add(at, "breaks a rule: " + rule.message(), "");
    }
  }
}
