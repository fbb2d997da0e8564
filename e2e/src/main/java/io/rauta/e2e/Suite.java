package io.rauta.e2e;

import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.Trial;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs the cases named on the command line, or all: {@code Suite LAUNCHER [--full] [--list]
 * [--kubernetes] [CASE ...]}. A name also stands for every case that begins with it. The last line
 * of the output is {@code N passed, N failed}.
 */
public final class Suite {
  private static final PrintStream OUT = System.out;

  private final Path launcher;
  private final boolean full;
  private final AtomicReference<Optional<Trial>> running = new AtomicReference<>(Optional.empty());

  private Suite(Path launcher, boolean full) {
    this.launcher = launcher;
    this.full = full;
  }

  public static void main(String[] args) {
    List<String> names = new ArrayList<>(List.of(args));
    Path launcher = Path.of(names.removeFirst()).toAbsolutePath();
    boolean full = names.remove("--full");
    List<Case> all = names.remove("--kubernetes") ? Cases.ON_CLUSTER : Cases.ALL;
    if (names.remove("--list")) {
      all.forEach(c -> OUT.printf("%-24s %s%n", c.name(), c.promise()));
      return;
    }
    List<Case> chosen =
        all.stream()
            .filter(c -> names.isEmpty() || names.stream().anyMatch(c.name()::startsWith))
            .toList();
    Optional<String> unknown =
        names.stream().filter(n -> all.stream().noneMatch(c -> c.name().startsWith(n))).findFirst();
    if (unknown.isPresent()) {
      System.err.println("e2e: no case is called " + unknown.get() + "; --list names them");
      System.exit(2);
    }
    Suite suite = new Suite(launcher, full);
    Runtime.getRuntime().addShutdownHook(new Thread(suite::abandon));
    System.exit(suite.runAll(chosen) ? 0 : 1);
  }

  private boolean runAll(List<Case> chosen) {
    List<String> failed = new ArrayList<>();
    for (Case each : chosen) {
      if (!passes(each)) {
        failed.add(each.name());
      }
    }
    if (!failed.isEmpty()) {
      OUT.println("failed: " + String.join(" ", failed));
    }
    OUT.println(chosen.size() - failed.size() + " passed, " + failed.size() + " failed");
    return failed.isEmpty();
  }

  @SuppressWarnings("CatchAndPrintStackTrace") // the trace is the report
  private boolean passes(Case each) {
    OUT.println(each.name() + ": " + each.promise());
    long start = System.nanoTime();
    try (Trial trial = new Trial(full, launcher, OUT)) {
      running.set(Optional.of(trial));
      try {
        each.run(trial);
        OUT.printf(Locale.ROOT, "  pass (%.1f s)%n", Expect.since(start).toMillis() / 1e3);
        return true;
      } catch (Exception | AssertionError e) {
        OUT.printf(Locale.ROOT, "  FAIL (%.1f s) %s%n", Expect.since(start).toMillis() / 1e3, e);
        e.printStackTrace(OUT);
        trial.printLogs();
        return false;
      } finally {
        running.set(Optional.empty());
      }
    } catch (IOException e) {
      OUT.println("  FAIL: files of the case: " + e);
      return false;
    }
  }

  /** Takes down the case that is running, when the suite itself is told to stop. */
  private void abandon() {
    running
        .get()
        .ifPresent(
            trial -> {
              try {
                trial.close();
              } catch (IOException e) {
                System.err.println("e2e: " + e);
              }
            });
  }
}
