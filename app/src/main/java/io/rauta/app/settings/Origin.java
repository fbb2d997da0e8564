package io.rauta.app.settings;

import java.nio.file.Path;

/** Where the value of a setting was written. */
public sealed interface Origin {

  /**
   * On the command line.
   *
   * @param name with its dashes
   */
  record Flag(String name) implements Origin {
    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * In the environment.
   *
   * @param name of the variable
   */
  record Variable(String name) implements Origin {
    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * In the settings file.
   *
   * @param file its path
   * @param line from 1
   * @param key as written there
   */
  record FileKey(Path file, int line, String key) implements Origin {
    @Override
    public String toString() {
      return file + ":" + line + ": " + key;
    }
  }
}
