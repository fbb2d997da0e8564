package io.rauta.control.lint;

import io.rauta.control.ObjectRef;
import io.rauta.control.StatusReport.Finding;
import io.rauta.control.StatusReport.Severity;
import java.util.ArrayList;
import java.util.List;

/** Collects what lints find. */
final class Warnings {

  private final List<Finding> findings = new ArrayList<>();

  void add(String code, ObjectRef object, String field, String message) {
    findings.add(new Finding(Severity.WARNING, code, object, field, message));
  }

  List<Finding> all() {
    return List.copyOf(findings);
  }
}
