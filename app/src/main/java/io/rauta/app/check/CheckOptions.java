package io.rauta.app.check;

import io.rauta.app.output.OutputFormat;

/**
 * How files are checked.
 *
 * @param format how the findings are written
 * @param failing which findings make the check fail
 * @param conditions which conditions text shows
 */
public record CheckOptions(OutputFormat format, Failing failing, Conditions conditions) {

  /** Which findings make a check fail. */
  public enum Failing {
    ON_ERRORS,
    ON_WARNINGS
  }

  /** Which conditions are shown. */
  public enum Conditions {
    /** Those that are not as they should be. */
    UNMET,
    ALL
  }
}
