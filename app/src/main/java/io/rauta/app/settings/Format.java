package io.rauta.app.settings;

import java.util.List;
import java.util.Optional;

/**
 * How the values of a setting are written.
 *
 * @param <T> what a value is
 */
public sealed interface Format<T> permits OneWord, PathList, SwitchFormat {

  /**
   * What stands for a value in help texts, for example {@code DURATION}; empty where a flag needs
   * none.
   */
  String label();

  /** What is allowed, to follow "use", for example {@code a number from 1 to 1024}. */
  String allowed();

  /** Reads a value; empty when it is not allowed. */
  Optional<T> parse(List<String> words);

  /** The words of a value that is held in one text, as in an environment variable. */
  List<String> words(String text);

  /** Whether a value may be several words. */
  boolean isList();

  /** Writes a value as it can be read again. */
  String print(T value);
}
