package io.rauta.app.check;

import io.rauta.app.offline.Translation;
import io.rauta.app.output.Json;
import io.rauta.app.output.Style;
import io.rauta.app.settings.Settings;
import io.rauta.app.version.Build;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** The command {@code check}: files as they are now. */
public final class CheckRun {

  private CheckRun() {}

  /** How it ended. */
  public enum Ending {
    PASSED,
    FAILED
  }

  /**
   * Writes what is wrong with the files to {@code out}.
   *
   * @param settings what holds where the files say nothing
   * @param style of text
   */
  public static Ending run(
      List<Path> paths, Settings settings, CheckOptions options, Style style, PrintStream out) {
    CheckReport report = CheckReport.of(Translation.of(paths, settings), Instant.now());
    out.print(
        switch (options.format()) {
          case TEXT -> new CheckText(style).of(report, options.conditions());
          case JSON -> Json.write(report) + "\n";
          case SARIF -> Json.write(Sarif.of(report, Build.current().version())) + "\n";
        });
    int failing =
        switch (options.failing()) {
          case ON_ERRORS -> report.errors();
          case ON_WARNINGS -> report.errors() + report.warnings();
        };
    return failing == 0 ? Ending.PASSED : Ending.FAILED;
  }
}
