package io.rauta.app.output;

import io.rauta.control.StatusReport;
import io.rauta.control.StatusReport.Finding;
import java.util.List;

/** Writes a status report for people: problems first, then the conditions of all objects. */
public final class StatusText {

  private StatusText() {}

  /**
   * The text, which ends with a line end.
   *
   * @param files what is wrong with files, a line each
   */
  public static String of(List<String> files, StatusReport report, Style style) {
    StringBuilder text = new StringBuilder();
    text.append('\n').append(style.strong("Problems")).append('\n');
    files.forEach(file -> text.append("  ").append(style.bad(file)).append('\n'));
    report
        .problems()
        .forEach(finding -> text.append("  ").append(line(finding, style)).append('\n'));
    if (files.isEmpty() && report.problems().isEmpty()) {
      text.append("  none\n");
    }
    text.append('\n').append(style.strong("Conditions")).append('\n');
    ConditionLines.all(report, style).forEach(line -> text.append("  ").append(line).append('\n'));
    return text.toString();
  }

  private static String line(Finding finding, Style style) {
    return switch (finding.severity()) {
      case ERROR -> style.bad(finding.toString());
      case WARNING -> style.doubtful("warning: " + finding);
    };
  }
}
