package io.rauta.app.check;

import io.rauta.app.output.ConditionLines;
import io.rauta.app.output.Style;
import io.rauta.control.StatusReport.Severity;
import java.util.List;

/** Writes a report for people: a line for each finding, then conditions, then the count. */
final class CheckText {

  private final Style style;

  CheckText(Style style) {
    this.style = style;
  }

  String of(CheckReport report, CheckOptions.Conditions conditions) {
    StringBuilder text = new StringBuilder();
    report.findings().forEach(found -> text.append(line(found)).append('\n'));
    List<String> shown =
        switch (conditions) {
          case UNMET -> ConditionLines.unmet(report.status(), style);
          case ALL -> ConditionLines.all(report.status(), style);
        };
    if (!shown.isEmpty()) {
      text.append(report.findings().isEmpty() ? "" : "\n").append(style.strong("Conditions"));
      text.append('\n');
      shown.forEach(line -> text.append("  ").append(line).append('\n'));
    }
    if (!text.isEmpty()) {
      text.append('\n');
    }
    return text.append(count(report)).append('\n').toString();
  }

  private String line(Found found) {
    String subject = found.subject().isEmpty() ? "" : found.subject() + ": ";
    return switch (found.severity()) {
      case ERROR -> style.strong(found.place()) + ": " + subject + style.bad(found.message());
      case WARNING ->
          style.strong(found.place())
              + ": "
              + subject
              + style.doubtful("warning: " + found.message());
    };
  }

  private String count(CheckReport report) {
    String in = " in " + number(report.files(), "file");
    if (report.findings().isEmpty()) {
      return style.good("nothing wrong") + in;
    }
    return number(report.errors(), Severity.ERROR)
        + ", "
        + number(report.warnings(), Severity.WARNING)
        + in;
  }

  private static String number(int count, Severity severity) {
    return switch (severity) {
      case ERROR -> number(count, "error");
      case WARNING -> number(count, "warning");
    };
  }

  private static String number(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
