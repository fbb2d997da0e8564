package io.rauta.app.check;

import io.rauta.app.offline.Translation;
import io.rauta.control.ObjectRef;
import io.rauta.control.StatusReport;
import io.rauta.control.StatusReport.Finding;
import io.rauta.control.StatusReport.Severity;
import io.rauta.control.lint.Lints;
import io.rauta.sources.file.FieldLines;
import io.rauta.sources.file.FilePlace;
import io.rauta.sources.file.FileProblem;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that is wrong with a set of files. Written as JSON, its components are the fields.
 *
 * @param version of this form; it grows when a field changes its meaning or goes away
 * @param errors how many findings are errors
 * @param warnings how many findings are warnings
 * @param files how many files were read
 * @param findings by file and line
 * @param status what would be said of each object, were every listener bound
 */
record CheckReport(
    int version, int errors, int warnings, int files, List<Found> findings, StatusReport status) {

  private static final int VERSION = 1;
  private static final Comparator<Found> ORDER =
      Comparator.comparing((Found found) -> found.file().isEmpty())
          .thenComparing(found -> found.file().orElse(""))
          .thenComparing(found -> found.line().orElse(0));

  CheckReport {
    findings = List.copyOf(findings);
  }

  /** Gathers what was found at {@code now}. */
  static CheckReport of(Translation translation, Instant now) {
    FieldLines lines = new FieldLines();
    Map<ObjectRef, FilePlace> places = translation.files().places();
    List<Finding> lints =
        Lints.all(
            translation.files().resources(), translation.topology(), translation.config(), now);
    List<Found> findings =
        Stream.concat(
                translation.files().problems().stream().map(CheckReport::found),
                Stream.concat(translation.status().problems().stream(), lints.stream())
                    .map(finding -> found(finding, places, lines)))
            .distinct()
            .sorted(ORDER)
            .toList();
    return new CheckReport(
        VERSION,
        count(findings, Severity.ERROR),
        count(findings, Severity.WARNING),
        translation.files().files(),
        findings,
        translation.status());
  }

  private static int count(List<Found> findings, Severity severity) {
    return (int) findings.stream().filter(found -> found.severity() == severity).count();
  }

  private static Found found(FileProblem problem) {
    return new Found(
        problem.severity(),
        problem.kind().isEmpty() ? "file" : "object",
        Optional.of(problem.path().toString()),
        problem.line() > 0 ? Optional.of(problem.line()) : Optional.empty(),
        problem.kind(),
        problem.namespace(),
        problem.name(),
        problem.field(),
        problem.message());
  }

  private static Found found(Finding finding, Map<ObjectRef, FilePlace> places, FieldLines lines) {
    Optional<FilePlace> place = Optional.ofNullable(places.get(finding.object()));
    return new Found(
        finding.severity(),
        finding.code(),
        place.map(at -> at.path().toString()),
        place.map(at -> lines.lineOf(at, finding.field())),
        finding.object().kind(),
        finding.object().key().namespace(),
        finding.object().key().name(),
        finding.field(),
        finding.message());
  }
}
