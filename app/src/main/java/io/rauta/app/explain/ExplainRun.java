package io.rauta.app.explain;

import io.rauta.app.offline.Translation;
import io.rauta.app.output.Json;
import io.rauta.app.output.OutputFormat;
import io.rauta.app.output.Style;
import io.rauta.app.settings.Settings;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** The command {@code explain}: one request, by files as they are now. */
public final class ExplainRun {

  private ExplainRun() {}

  /** How it ended. */
  public enum Ending {
    /** The request is explained. */
    EXPLAINED,
    /** A path does not exist. */
    NO_FILES
  }

  /**
   * Writes the explanation to {@code out}, and what is wrong with the files to {@code err}.
   *
   * @param settings what holds where the files say nothing
   */
  public static Ending run(
      List<Path> paths,
      AskedRequest request,
      Settings settings,
      Writing writing,
      PrintStream out,
      PrintStream err) {
    Translation translation = Translation.of(paths, settings);
    translation.files().problems().forEach(problem -> err.println(problem));
    if (!translation.files().missing().isEmpty()) {
      return Ending.NO_FILES;
    }
    Explanation explanation =
        new Explainer(settings).explain(translation.config(), translation.status(), request);
    out.print(written(explanation, writing));
    return Ending.EXPLAINED;
  }

  /**
   * How the explanation is written.
   *
   * @param format text or JSON
   * @param style of text
   */
  public record Writing(OutputFormat format, Style style) {}

  private static String written(Explanation explanation, Writing writing) {
    return switch (writing.format()) {
      case TEXT -> ExplanationText.of(explanation, writing.style());
      case JSON, SARIF -> Json.write(explanation) + "\n";
    };
  }
}
