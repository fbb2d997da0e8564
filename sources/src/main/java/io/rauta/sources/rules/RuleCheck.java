package io.rauta.sources.rules;

import io.rauta.sources.cel.CelOutcome;
import io.rauta.sources.yaml.Place;
import io.rauta.sources.yaml.YamlNode;
import java.util.List;

/** Asks the rules that are expressions, from the outside to the inside. Used by one thread. */
final class RuleCheck {

  private final Findings findings;

  RuleCheck(Findings findings) {
    this.findings = findings;
  }

  void check(YamlNode node, Schema schema, Place at) {
    if (!schema.rules().isEmpty()) {
      Object self = PlainValues.of(node);
      schema.rules().forEach(rule -> ask(rule, self, at));
    }
    switch (node) {
      case YamlNode.Mapping mapping ->
          mapping
              .fields()
              .forEach(
                  (name, value) -> {
                    Schema inner = schema.fields().get(name);
                    if (inner != null) {
                      check(value, inner, at.field(name, mapping));
                    }
                  });
      case YamlNode.Sequence(_, List<YamlNode> items) -> {
        Schema inner = schema.items();
        for (int i = 0; inner != null && i < items.size(); i++) {
          check(items.get(i), inner, at.item(i, items.get(i)));
        }
      }
      case YamlNode.Scalar _ -> {}
    }
  }

  private void ask(Rule rule, Object self, Place at) {
    switch (rule.ask(self)) {
      case CelOutcome.Value(Object value) -> {
        if (!Boolean.TRUE.equals(value)) {
          findings.add(at, "breaks a rule: " + rule.message(), "");
        }
      }
      case CelOutcome.Failed(String message) ->
          findings.add(at, "cannot be judged (" + message + "): " + rule.message(), "");
    }
  }
}
