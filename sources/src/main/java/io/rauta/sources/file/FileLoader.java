package io.rauta.sources.file;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads files once. */
public final class FileLoader {

  private FileLoader() {}

  /**
   * Reads all files as they are now.
   *
   * @param paths files, and directories whose {@code *.yaml}, {@code *.yml} and {@code *.json}
   *     count
   */
  public static LoadedFiles load(List<Path> paths) {
    return new FileSet(paths).readNow();
  }

  /** Those of the paths that do not exist. */
  public static List<Path> missing(List<Path> paths) {
    return paths.stream().filter(path -> !Files.exists(path)).toList();
  }
}
