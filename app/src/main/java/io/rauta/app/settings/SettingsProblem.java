package io.rauta.app.settings;

/** One reason why the settings cannot be used. */
public sealed interface SettingsProblem {

  /** For a person: names the place, the value and what is allowed. */
  String message();

  /**
   * The command line is wrong.
   *
   * @param message for a person
   */
  record WrongUsage(String message) implements SettingsProblem {}

  /**
   * The environment or the settings file is wrong.
   *
   * @param message for a person
   */
  record BadInput(String message) implements SettingsProblem {}
}
