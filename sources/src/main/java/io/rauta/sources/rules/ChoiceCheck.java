package io.rauta.sources.rules;

import io.rauta.sources.yaml.Place;
import io.rauta.sources.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Compares a value with schemas of which it has to fit some. Used by one thread. */
final class ChoiceCheck {

  private static final String IS_ALLOWED = " is allowed";

  private final Findings findings;

  ChoiceCheck(Findings findings) {
    this.findings = findings;
  }

  void check(YamlNode node, Schema.Choices choices, Place at) {
    if (!choices.any().isEmpty()) {
      List<Findings> failed = failed(node, choices.any(), at);
      if (failed.size() == choices.any().size()) {
        explain(failed, node, at);
      }
    }
    if (!choices.one().isEmpty()) {
      List<Findings> failed = failed(node, choices.one(), at);
      if (failed.size() == choices.one().size()) {
        failed.getFirst().violations().forEach(findings::add);
      } else if (failed.size() < choices.one().size() - 1) {
        findings.add(at, "is " + node.description(), "it may fit only one of several forms");
      }
    }
    if (!choices.not().isEmpty() && failed(node, choices.not(), at).isEmpty()) {
      findings.add(at, "is " + node.description(), "any other value is allowed");
    }
  }

  private static List<Findings> failed(YamlNode node, List<Schema> schemas, Place at) {
    List<Findings> failed = new ArrayList<>();
    for (Schema schema : schemas) {
      Findings own = new Findings();
      new SchemaCheck(own, SchemaCheck.UnknownFields.IGNORED).check(node, schema, at);
      if (!own.isEmpty()) {
        failed.add(own);
      }
    }
    return failed;
  }

  /** All alternatives in one message. */
  private void explain(List<Findings> failed, YamlNode node, Place at) {
    String allowed =
        failed.stream()
            .flatMap(each -> each.violations().stream())
            .map(violation -> violation.allowed().replaceFirst(IS_ALLOWED + "$", ""))
            .distinct()
            .collect(Collectors.joining(" or "));
    findings.add(at, "is " + node.description(), allowed + IS_ALLOWED);
  }
}
