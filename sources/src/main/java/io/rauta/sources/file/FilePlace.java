package io.rauta.sources.file;

import java.nio.file.Path;

/**
 * Where something stands in a file.
 *
 * @param path the file, as it was named
 * @param line counted from 1
 */
public record FilePlace(Path path, int line) {
  @Override
  public String toString() {
    return path + ":" + line;
  }
}
