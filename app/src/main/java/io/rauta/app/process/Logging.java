package io.rauta.app.process;

import io.rauta.app.settings.Catalogue;
import io.rauta.app.settings.Settings;
import java.util.Locale;

/** Sets up logging to standard error. To be called before the first logger is made. */
public final class Logging {

  private static final String LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

  private Logging() {}

  /** Has the settings' level and all that is more important written. */
  public static void setUp(Settings settings) {
    System.setProperty(LEVEL, settings.get(Catalogue.LOG_LEVEL).name().toLowerCase(Locale.ROOT));
  }
}
