package io.rauta.app.process;

import io.rauta.app.metrics.ControlMetrics;
import io.rauta.sources.file.FileProblem;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Keeps, logs and counts what is wrong with the files. Written by the source's thread. */
final class FileProblems {

  private final ControlMetrics metrics;
  private final ProblemLog log = new ProblemLog(LoggerFactory.getLogger("files"));
  private volatile List<FileProblem> present = List.of();

  FileProblems(ControlMetrics metrics) {
    this.metrics = metrics;
  }

  /** These are all problems now. */
  void now(List<FileProblem> problems) {
    present = problems;
    metrics.fileProblems(problems.size());
    log.now(problems.stream().map(FileProblem::toString).toList());
  }

  /** All problems at present. From any thread. */
  List<FileProblem> present() {
    return present;
  }
}
