package io.rauta.app.process;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;

/** Logs what is newly wrong and what no longer is. Owned by one thread. */
final class ProblemLog {

  private final Logger log;
  private final Set<String> known = new LinkedHashSet<>();

  ProblemLog(Logger log) {
    this.log = log;
  }

  /** These are all problems now. */
  void now(List<String> problems) {
    for (String problem : List.copyOf(known)) {
      if (!problems.contains(problem)) {
        known.remove(problem);
        log.info("problem solved: {}", problem);
      }
    }
    for (String problem : problems) {
      if (known.add(problem)) {
        log.warn("problem: {}", problem);
      }
    }
  }
}
